using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace SpecCursor.Controller.Upgrades;

/// <summary>How the controller's context reaches Postgres, alike at run time, in migrations and at design time.</summary>
internal static class ControllerDatabase
{
    public static void Configure(NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable("migrations", ControllerDbContext.Schema).SetPostgresVersion(15, 0);
}
