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
}
