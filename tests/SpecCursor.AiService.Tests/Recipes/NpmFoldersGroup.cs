namespace SpecCursor.AiService.Tests.Recipes;

[CollectionDefinition(Name)]
public sealed class NpmFoldersGroup : ICollectionFixture<NpmFolders>
{
    public const string Name = "npm folders";
}
