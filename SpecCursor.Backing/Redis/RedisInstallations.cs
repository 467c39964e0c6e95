using System.ComponentModel;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Redis;

/// <summary>Chooses a Redis: the one on <c>PATH</c>, or else Garnet, which is a .NET tool and so runs wherever SpecCursor does.</summary>
/// <param name="toolsDirectory">Where downloaded tools are kept between runs.</param>
/// <param name="logger">Hears what is tried.</param>
public sealed class RedisInstallations(string toolsDirectory, ILogger logger)
{
    internal const string GarnetVersion = "2.2.8";

    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Where programs are looked for; null for the process's own <c>PATH</c>.</summary>
    internal string? SearchPath { get; init; }

    private string GarnetDirectory => Path.Combine(toolsDirectory, "garnet", GarnetVersion);

    /// <summary>Finds an installation, downloading Garnet where there is no Redis.</summary>
    /// <exception cref="BackingException">There is none; the message says how to get one.</exception>
    public async Task<RedisInstallation> FindAsync(CancellationToken cancellationToken)
    {
        if (ExecutableSearch.OnPath("redis-server", SearchPath) is { } redis)
        {
            return new RedisInstallation(redis, IsGarnet: false, redis);
        }

        var garnet = Path.Combine(GarnetDirectory, "garnet-server");
        if (!File.Exists(garnet))
        {
            await InstallGarnetAsync(cancellationToken);
        }

        return new RedisInstallation(garnet, IsGarnet: true, $".NET tool garnet-server {GarnetVersion}");
    }

    private async Task InstallGarnetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parent = Path.GetDirectoryName(GarnetDirectory)!;
            Directories.Create(toolsDirectory, Directories.Readable);
            Directories.Create(parent, Directories.Readable);
            using var installing = await FileLock.AcquireAsync(Path.Combine(parent, ".lock"), cancellationToken);
            if (!File.Exists(Path.Combine(GarnetDirectory, "garnet-server")))
            {
                logger.LogInformation("There is no redis-server on PATH: installing Garnet {GarnetVersion} into {Directory}", GarnetVersion, GarnetDirectory);
                var staging = Path.Combine(parent, $".installing-{GarnetVersion}");
                Directories.Create(staging, Directories.Readable);
                Directory.Delete(staging, recursive: true);
                await RunInstallerAsync(staging, cancellationToken);
                Directories.OpenToOthers(staging);
                Directory.Move(staging, GarnetDirectory);
            }
        }
        catch (Exception exception) when (exception is Win32Exception or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw Missing(exception.Message, exception);
        }
    }

    private static async Task RunInstallerAsync(string directory, CancellationToken cancellationToken)
    {
        var command = new Command("dotnet", ["tool", "install", "garnet-server", "--version", GarnetVersion, "--tool-path", directory])
        {
            // A directory without a tool manifest or package settings of somebody's project.
            WorkingDirectory = Path.GetDirectoryName(directory),
        };
        var result = await CommandRunner.RunAsync(command, InstallTimeout, cancellationToken);
        if (!result.Succeeded)
        {
            throw Missing(result.Explanation, innerException: null);
        }
    }

    private static BackingException Missing(string problem, Exception? innerException)
    {
        var message = $"There is no redis-server on PATH, and Garnet could not be installed: {problem.TrimEnd('.')}. " +
            "Install Redis (Debian: apt install redis-server), or let the .NET SDK reach its package source.";
        return innerException is null ? new BackingException(message) : new BackingException(message, innerException);
    }
}
