namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.Python)]
public sealed class PythonCollection : ICollectionFixture<WorkerHost>;
