namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.Dockerfile)]
public sealed class DockerfileCollection : ICollectionFixture<WorkerHost>;
