using Microsoft.EntityFrameworkCore;
using SpecCursor.GitHubApp.Storage;

namespace SpecCursor.GitHubApp.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void Every_change_of_the_model_has_its_migration()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "Run 'dotnet ef migrations add <name> -o Storage/Migrations' in services/SpecCursor.GitHubApp.");
    }
}
