using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SpecCursor.Backing.Postgres;
using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Postgres;

/// <summary>One data directory over starts, crashes and mishaps, with a real server each time.</summary>
public sealed class PostgresClusterTests : IDisposable
{
    private readonly string directory = TestDirectory.Create("cluster");
    private readonly PostgresInstallations installations = new(TestDirectory.Tools, NullLogger.Instance);

    [Fact]
    public async Task Data_survives_a_server_that_was_killed_and_one_that_still_runs_unattended()
    {
        await using (var server = await StartAsync(Options() with { Durable = true }))
        {
            await ExecuteAsync(server.ConnectionString("postgres"), "CREATE TABLE kept (value int); INSERT INTO kept VALUES (1)");
            KillServerAndSupervisor(server);
        }

        using (await StartUnattendedAsync())
        {
            await using var server = await StartAsync(Options());

            Assert.Equal(1, await ExecuteAsync(server.ConnectionString("postgres"), "SELECT value FROM kept"));
        }
    }

    [Fact]
    public async Task Pid_file_that_names_a_process_of_somebody_else_does_not_keep_the_server_from_starting()
    {
        await (await StartAsync(Options())).DisposeAsync();
        var pidFile = Path.Combine(DataDirectory, "postmaster.pid");
        await File.WriteAllTextAsync(pidFile, $"{Environment.ProcessId}\n{DataDirectory}\n0\n5432\n\n127.0.0.1\n\n");

        await using var server = await StartAsync(Options());

        Assert.Equal(1, await ExecuteAsync(server.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task Initialisation_that_was_cut_short_is_done_again()
    {
        var abandoned = Path.Combine(directory, "postgres.new-0123");
        Directory.CreateDirectory(Path.Combine(abandoned, "base"));

        await using var server = await StartAsync(Options());

        Assert.False(Directory.Exists(abandoned));
        Assert.Empty(Directory.EnumerateFiles(directory, "*.password"));
        Assert.Equal(1, await ExecuteAsync(server.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task New_password_replaces_the_one_that_was_lost()
    {
        await (await StartAsync(Options())).DisposeAsync();

        await using var server = await StartAsync(Options() with { Password = "it's another one", PasswordIsNew = true });

        Assert.Equal(1, await ExecuteAsync(server.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task Data_of_another_major_version_is_refused_with_the_way_out()
    {
        Directory.CreateDirectory(DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(DataDirectory, "PG_VERSION"), "11\n");

        var refused = await Assert.ThrowsAsync<BackingException>(() => PrepareAsync(Options()));

        Assert.Contains("major version 11", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_with_something_else_in_it_is_left_alone_and_refused()
    {
        Directory.CreateDirectory(DataDirectory);
        var precious = Path.Combine(DataDirectory, "precious");
        await File.WriteAllTextAsync(precious, "");

        var refused = await Assert.ThrowsAsync<BackingException>(() => PrepareAsync(Options()));

        Assert.Contains(DataDirectory, refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(precious));
    }

    [Fact]
    public async Task Database_is_made_once()
    {
        await using var server = await StartAsync(Options());

        await PostgresCluster.CreateDatabaseAsync(server.ConnectionString("postgres"), "with \"quotes\"", CancellationToken.None);
        await PostgresCluster.CreateDatabaseAsync(server.ConnectionString("postgres"), "with \"quotes\"", CancellationToken.None);

        Assert.Equal(1, await ExecuteAsync(server.ConnectionString("with \"quotes\""), "SELECT 1"));
    }

    [Fact]
    public async Task Server_runs_without_the_rights_of_the_superuser()
    {
        await using var server = await StartAsync(Options());

        var postmaster = PostmasterOf(DataDirectory);
        var userIds = (await File.ReadAllLinesAsync($"/proc/{postmaster}/status")).Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.DoesNotContain("0", userIds.Split('\t').Skip(1));
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        TestDirectory.Delete(directory);
    }

    private string DataDirectory => Path.Combine(directory, "postgres");

    private static int PostmasterOf(string dataDirectory) =>
        int.Parse(File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    private void KillServerAndSupervisor(PostgresServer server)
    {
        Posix.Signal(PostmasterOf(DataDirectory), Posix.Kill);
        Posix.Signal(server.ProcessId, Posix.Kill);
    }

    // Its owner is init, which never ends: such a server is what a crash at the wrong moment may leave.
    private async Task<Process> StartUnattendedAsync()
    {
        var cluster = await PrepareAsync(Options());
        var command = cluster.ServerCommand(SpecCursor.Backing.Network.LoopbackPort.FindFree(), ownerProcessId: 1);
        var process = Process.Start(CommandRunner.StartInfo(command))!;
        while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains("ready to accept", StringComparison.Ordinal))
        {
        }

        return process;
    }

    private PostgresClusterOptions Options() => new() { DataDirectory = DataDirectory, Password = "secret", Durable = false };

    private Task<PostgresCluster> PrepareAsync(PostgresClusterOptions options) =>
        PostgresCluster.PrepareAsync(installations, options, NullLogger.Instance, CancellationToken.None);

    private async Task<PostgresServer> StartAsync(PostgresClusterOptions options) =>
        await PostgresServer.StartAsync(await PrepareAsync(options), CancellationToken.None);

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
