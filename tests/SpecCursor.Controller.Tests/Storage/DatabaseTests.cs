using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SpecCursor.Controller.Auditing;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Messaging.Storage;

namespace SpecCursor.Controller.Tests.Storage;

/// <summary>The tables and what the database itself guards.</summary>
[Collection(SystemCollection.Name)]
public sealed class DatabaseTests(RunningSystem system)
{
    private const long Migrations = 4;

    private static DatabaseMigrator<ControllerDbContext> Migrator(NpgsqlDataSource database) => new(
        database,
        new MigrationPlan<ControllerDbContext>(AdvisoryLocks.Migrations, ControllerDatabase.CreateContext),
        TimeProvider.System,
        NullLogger<DatabaseMigrator<ControllerDbContext>>.Instance);

    [Fact]
    public async Task Nodes_that_start_at_once_migrate_an_empty_database_once()
    {
        await using var database = NpgsqlDataSource.Create(await system.CreateDatabaseAsync());
        var nodes = Enumerable.Range(0, 4)
            .Select(_ => Migrator(database).StartingAsync(CancellationToken.None));

        await Task.WhenAll(nodes);

        Assert.Equal(Migrations, await ScalarAsync(database, "SELECT count(*) FROM controller.migrations"));
        Assert.Equal(9L, await ScalarAsync(
            database,
            """
            SELECT count(*) FROM pg_tables WHERE schemaname = 'controller' AND tablename IN
            ('upgrades', 'upgrade_steps', 'upgrade_runs', 'patches', 'proofs', 'events', 'audit_log', 'idempotency_keys', 'remediations')
            """));
    }

    [Fact]
    public void The_migrations_make_the_model_that_the_code_has()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "Add a migration: dotnet ef migrations add <Name> --output-dir Upgrades/Migrations.");
    }

    [Theory]
    [InlineData("UPDATE controller.audit_log SET actor = 'nobody'")]
    [InlineData("DELETE FROM controller.audit_log")]
    [InlineData("TRUNCATE controller.audit_log")]
    public async Task The_audit_log_refuses_to_be_changed(string sql)
    {
        await system.Controller.CreateAsync($"audit/kept-{sql.Split(' ')[0]}");
        await using var database = NpgsqlDataSource.Create(system.Controller.ConnectionString);
        await using var command = database.CreateCommand(sql);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_forgets_what_is_older_than_its_retention_and_nothing_else()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["SpecCursor:Controller:Audit:Retention"] = "100.00:00:00" });
        await using var database = NpgsqlDataSource.Create(controller.ConnectionString);
        await using (var add = database.CreateCommand(
            """
            INSERT INTO controller.audit_log (at, actor, action, detail)
            SELECT now() - days * interval '1 day', 'test', 'upgrade.created', days::text FROM unnest(ARRAY[1, 99, 101, 500]) AS days
            """))
        {
            await add.ExecuteNonQueryAsync();
        }

        Assert.Equal(2, await controller.Services.GetRequiredService<AuditRetention>().SweepAsync(CancellationToken.None));

        Assert.Equal("1,99", await ScalarAsync(database, "SELECT string_agg(detail, ',' ORDER BY at DESC) FROM controller.audit_log WHERE actor = 'test'"));
    }

    [Fact]
    public async Task The_audit_log_lets_nobody_delete_what_is_younger_than_ninety_days()
    {
        await using var database = NpgsqlDataSource.Create(system.Controller.ConnectionString);
        await using (var add = database.CreateCommand(
            "INSERT INTO controller.audit_log (at, actor, action, detail) VALUES (now() - interval '89 days', 'nobody', 'upgrade.created', 'young')"))
        {
            await add.ExecuteNonQueryAsync();
        }

        await using var delete = database.CreateCommand("DELETE FROM controller.audit_log WHERE actor = 'nobody'");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => delete.ExecuteNonQueryAsync());

        Assert.Contains("90 days", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_waits_for_a_database_that_is_not_there_yet()
    {
        var connectionString = await system.CreateDatabaseAsync();
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var name = builder.Database!;
        await using var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ConnectionString);
        await using (var rename = maintenance.CreateCommand($"ALTER DATABASE {name} RENAME TO {name}_hidden"))
        {
            await rename.ExecuteNonQueryAsync();
        }

        await using var database = NpgsqlDataSource.Create(connectionString);
        var starting = Migrator(database).StartingAsync(CancellationToken.None);
        Assert.False(starting.IsCompleted);
        await using (var rename = maintenance.CreateCommand($"ALTER DATABASE {name}_hidden RENAME TO {name}"))
        {
            await rename.ExecuteNonQueryAsync();
        }

        await starting.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Migrations, await ScalarAsync(database, "SELECT count(*) FROM controller.migrations"));
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
