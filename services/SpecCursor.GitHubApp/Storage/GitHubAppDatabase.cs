using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace SpecCursor.GitHubApp.Storage;

/// <summary>How EF Core talks to this service's schema.</summary>
internal static class GitHubAppDatabase
{
    /// <summary>The key of the advisory lock that is held while migrating: the ASCII codes of <c>SCgithub</c>.</summary>
    public const long MigrationLock = 0x5343676974687562;

    /// <summary>Keeps the list of applied migrations in the service's own schema.</summary>
    public static void Configure(NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable("__migrations", GitHubAppDbContext.Schema);

    /// <summary>A context that migrates: without the engine's own tables in its model, which are the engine's to make.</summary>
    public static GitHubAppDbContext CreateContext(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<GitHubAppDbContext>().UseNpgsql(connection, Configure).Options);
}
