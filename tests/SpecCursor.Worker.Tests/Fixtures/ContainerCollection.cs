namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Tests that share one worker whose sandbox is made of containers.</summary>
[CollectionDefinition(Name)]
public sealed class ContainerCollection : ICollectionFixture<ContainerHost>
{
    public const string Name = "worker with containers";
}
