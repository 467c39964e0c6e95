namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Tests that share one worker.</summary>
[CollectionDefinition(Name)]
public sealed class WorkerCollection : ICollectionFixture<WorkerHost>
{
    public const string Name = "worker";
}
