namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A worker of their own.</summary>
[CollectionDefinition(EcosystemCollections.DotNet)]
public sealed class DotNetCollection : ICollectionFixture<WorkerHost>;
