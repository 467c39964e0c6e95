namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.Conformance)]
public sealed class ConformanceCollection : ICollectionFixture<WorkerHost>;
