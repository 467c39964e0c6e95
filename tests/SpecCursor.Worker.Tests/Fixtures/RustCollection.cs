namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.Rust)]
public sealed class RustCollection : ICollectionFixture<WorkerHost>;
