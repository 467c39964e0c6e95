namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>One running system for all tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class SystemCollection : ICollectionFixture<RunningSystem>
{
    public const string Name = "system";
}
