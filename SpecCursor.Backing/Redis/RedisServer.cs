using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Redis;

/// <summary>
/// A cache that forgets everything when it ends: losing it loses no upgrade. The password reaches the server in a file that only the
/// server's user reads, since everybody sees a command line.
/// </summary>
public static class RedisServer
{
    /// <summary>Writes the configuration and returns the command that serves with it, ending with its owner.</summary>
    /// <param name="installations">Where the program comes from.</param>
    /// <param name="options">How the cache is kept.</param>
    /// <param name="ownerProcessId">The process that the server must not outlive.</param>
    /// <param name="logger">Hears what is done.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="BackingException">There is no Redis; the message says how to get one.</exception>
    public static async Task<Command> PrepareAsync(
        RedisInstallations installations, RedisOptions options, int ownerProcessId, ILogger logger, CancellationToken cancellationToken)
    {
        var installation = await installations.FindAsync(cancellationToken);
        logger.LogInformation("Redis from {Source}", installation.Source);

        var user = ServerUser.Resolve("redis", "nobody");
        Directories.Create(options.WorkingDirectory, Directories.Private);
        user?.RequireWayTo(options.WorkingDirectory);
        user?.Own(options.WorkingDirectory);
        var configuration = Path.Combine(options.WorkingDirectory, installation.IsGarnet ? "garnet.json" : "redis.conf");
        SecretFile.Write(configuration, installation.IsGarnet ? GarnetConfiguration(options) : RedisConfiguration(options));
        user?.Own(configuration);

        var server = installation.IsGarnet
            ? new Command(installation.Program, ["--config-import-path", configuration])
            {
                // A .NET program looks for its runtime where this one's is, and unpacks nothing into somebody's home.
                Environment = new Dictionary<string, string>
                {
                    ["DOTNET_ROOT"] = DotNetRoot,
                    ["HOME"] = options.WorkingDirectory,
                    ["DOTNET_gcServer"] = "0",
                },
            }
            : new Command(installation.Program, [configuration]);
        return Confinement.Supervise(server with { WorkingDirectory = options.WorkingDirectory }, user, ownerProcessId, stopSignal: "TERM");
    }

    private static string DotNetRoot =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string RedisConfiguration(RedisOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        bind 127.0.0.1
        port {options.Port}
        requirepass {options.Password}
        dir {options.WorkingDirectory}
        maxmemory {options.MaximumMemoryMiB}mb
        maxmemory-policy allkeys-lru
        save ""
        appendonly no
        daemonize no

        """);

    private static string GarnetConfiguration(RedisOptions options) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["Address"] = "127.0.0.1",
        ["Port"] = options.Port,
        ["AuthenticationMode"] = "Password",
        ["Password"] = options.Password,
        ["MemorySize"] = string.Create(CultureInfo.InvariantCulture, $"{options.MaximumMemoryMiB}m"),
        ["IndexSize"] = "16m",
        ["EnableLua"] = true,
    });
}
