using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Postgres;

/// <summary>
/// One Postgres data directory: made on first use, checked on every later one, and always left so that a server can start on it,
/// whatever the previous run was killed in the middle of.
/// </summary>
public sealed class PostgresCluster
{
    /// <summary>The superuser of every cluster made here.</summary>
    public const string UserName = "postgres";

    private static readonly TimeSpan InitializationTimeout = TimeSpan.FromMinutes(2);

    private readonly PostgresInstallation installation;
    private readonly PostgresClusterOptions options;
    private readonly ServerUser? user;
    private readonly ILogger logger;

    private PostgresCluster(PostgresInstallation installation, PostgresClusterOptions options, ServerUser? user, ILogger logger)
    {
        this.installation = installation;
        this.options = options;
        this.user = user;
        this.logger = logger;
    }

    /// <summary>How clients sign in.</summary>
    internal string Password => options.Password;

    /// <summary>Makes the data directory ready for a server to start on.</summary>
    /// <param name="installations">Where the programs come from.</param>
    /// <param name="options">Where the data is.</param>
    /// <param name="logger">Hears what is done.</param>
    /// <param name="cancellationToken">Ends the preparation; a later one starts over cleanly.</param>
    /// <exception cref="BackingException">No Postgres fits, or the directory cannot be used; the message says what to do.</exception>
    public static async Task<PostgresCluster> PrepareAsync(
        PostgresInstallations installations, PostgresClusterOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var user = ServerUser.Resolve("postgres", "nobody");
        var parent = Path.GetDirectoryName(options.DataDirectory)!;
        Directories.Create(parent, Directories.Traversable);
        user?.RequireWayTo(options.DataDirectory);

        var installation = await installations.FindAsync(MajorVersionOf(options.DataDirectory), cancellationToken);
        var cluster = new PostgresCluster(installation, options, user, logger);
        await PostgresLeftovers.EndAsync(options.DataDirectory, logger, cancellationToken);
        cluster.RemoveHalfMade();
        if (!Directory.Exists(options.DataDirectory))
        {
            await cluster.InitializeAsync(cancellationToken);
        }
        else if (options.PasswordIsNew)
        {
            await cluster.ResetPasswordAsync(cancellationToken);
        }

        return cluster;
    }

    /// <summary>Ends servers that an earlier run left on a data directory, so that it can be discarded.</summary>
    /// <param name="dataDirectory">The data directory; it need not exist.</param>
    /// <param name="logger">Hears what is ended.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    public static Task EndLeftoversAsync(string dataDirectory, ILogger logger, CancellationToken cancellationToken) =>
        PostgresLeftovers.EndAsync(dataDirectory, logger, cancellationToken);

    /// <summary>Makes a database unless it is there.</summary>
    /// <param name="connectionString">How to reach the server's own database as superuser.</param>
    /// <param name="name">The database's name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task CreateDatabaseAsync(string connectionString, string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var exists = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        exists.Parameters.AddWithValue(name);
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = source.CreateCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The command that serves this cluster on a port of 127.0.0.1, ending with its owner.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="ownerProcessId">The process that the server must not outlive.</param>
    public Command ServerCommand(int port, int ownerProcessId)
    {
        var server = new Command(
            installation.Server,
            [
                "-D", options.DataDirectory,
                "-p", port.ToString(CultureInfo.InvariantCulture),
                .. PostgresSettings.For(options.Durable).SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
            ])
        {
            WorkingDirectory = Path.GetDirectoryName(options.DataDirectory),
        };

        // INT is Postgres' fast shutdown: TERM would wait for every client to leave.
        return Confinement.Supervise(server, user, ownerProcessId, stopSignal: "INT");
    }

    private static int? MajorVersionOf(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "PG_VERSION");
        if (!Directory.Exists(dataDirectory))
        {
            return null;
        }

        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out var major)
            ? major
            : throw new BackingException($"{dataDirectory} is there but holds no Postgres data. Move it away, or start with --fresh.");
    }

    private string HalfMadePrefix => $"{Path.GetFileName(options.DataDirectory)}.new-";

    private void RemoveHalfMade()
    {
        foreach (var abandoned in Directory.EnumerateDirectories(Path.GetDirectoryName(options.DataDirectory)!, HalfMadePrefix + "*"))
        {
            logger.LogWarning("Removing {Directory}, where an earlier initialisation was cut short", abandoned);
            Directory.Delete(abandoned, recursive: true);
        }
    }

    // initdb works on the side and the result is renamed: a data directory is there whole or not at all.
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(options.DataDirectory)!;
        var staging = Directories.Create(Path.Combine(parent, HalfMadePrefix + Guid.NewGuid().ToString("N")), Directories.Private);
        var passwordFile = $"{staging}.password";
        try
        {
            SecretFile.Write(passwordFile, options.Password);
            user?.Own(passwordFile);
            user?.Own(staging);
            List<string> arguments =
            [
                "--pgdata", staging, "--username", UserName, $"--pwfile={passwordFile}",
                "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
            ];
            if (!options.Durable)
            {
                arguments.Add("--no-sync");
            }

            await RunAsync(new Command(installation.InitDb, arguments) { WorkingDirectory = parent }, "initialise the Postgres data", cancellationToken);
            Directory.Move(staging, options.DataDirectory);
            logger.LogInformation("Initialised Postgres {PostgresVersion} data in {Directory}", installation.Version, options.DataDirectory);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private async Task ResetPasswordAsync(CancellationToken cancellationToken)
    {
        logger.LogWarning("The Postgres password was lost: setting a new one on the existing data");
        var command = new Command(installation.Server, ["--single", "-D", options.DataDirectory, "postgres"])
        {
            WorkingDirectory = Path.GetDirectoryName(options.DataDirectory),
            Input = $"ALTER ROLE {UserName} PASSWORD '{options.Password.Replace("'", "''", StringComparison.Ordinal)}';\n",
        };
        await RunAsync(command, "set a new Postgres password", cancellationToken);
    }

    private async Task RunAsync(Command command, string purpose, CancellationToken cancellationToken)
    {
        var result = await CommandRunner.RunAsync(Confinement.Confine(command, user), InitializationTimeout, cancellationToken);
        if (!result.Succeeded)
        {
            throw new BackingException($"Could not {purpose} in {options.DataDirectory}: {result.Explanation}");
        }
    }
}
