using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SpecCursor.Backing.Postgres;
using Xunit;

namespace SpecCursor.Testing.Postgres;

/// <summary>
/// A real Postgres for tests, as root or not: it installs itself on first use, starts in a few seconds, and is gone with its data
/// afterwards, even when the test process is killed. Share one by a collection fixture and give each test class its own database
/// by <see cref="CreateDatabaseAsync"/>.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string directory = TestDirectory.Create("postgres");
    private PostgresServer? server;
    private int databases;

    private PostgresServer Server => server ?? throw new InvalidOperationException("The fixture has not started its server yet.");

    /// <summary>How to reach the server's own database, <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => Server.ConnectionString("postgres");

    /// <summary>Makes an empty database with a name of its own.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return Server.ConnectionString(name);
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var options = new PostgresClusterOptions
        {
            DataDirectory = Path.Combine(directory, "data"),
            Password = RandomNumberGenerator.GetHexString(32),
            Durable = false,
        };
        var installations = new PostgresInstallations(TestDirectory.Tools, NullLogger.Instance);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        var cluster = await PostgresCluster.PrepareAsync(installations, options, NullLogger.Instance, limit.Token);
        server = await PostgresServer.StartAsync(cluster, limit.Token);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        TestDirectory.Delete(directory);
    }
}
