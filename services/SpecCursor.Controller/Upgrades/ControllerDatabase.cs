using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace SpecCursor.Controller.Upgrades;

/// <summary>How the controller's context reaches Postgres, alike at run time, in migrations and at design time.</summary>
internal static class ControllerDatabase
{
    public static void Configure(NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable("migrations", ControllerDbContext.Schema).SetPostgresVersion(15, 0);

    /// <summary>A context that migrates: without the engine's own tables in its model, which are the engine's to make.</summary>
    public static ControllerDbContext CreateContext(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<ControllerDbContext>().UseNpgsql(connection, Configure).Options);
}
