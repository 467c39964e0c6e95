namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.Go)]
public sealed class GoCollection : ICollectionFixture<WorkerHost>;
