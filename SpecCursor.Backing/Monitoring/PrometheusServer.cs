using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>Prometheus as an executable: it reads a copy of the configuration that containers mount, so there is one configuration.</summary>
public static class PrometheusServer
{
    /// <summary>The file that it is configured by.</summary>
    public const string ConfigurationFile = "prometheus.yml";

    private const string TargetsDirectory = "targets";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Where the program is; null where it is not installed.</summary>
    public static string? FindProgram() => ExecutableSearch.OnPath("prometheus");

    /// <summary>Copies the configuration, writes the targets, and returns the command that serves with them, ending with its owner.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="ownerProcessId">The process that the server must not outlive.</param>
    /// <param name="logger">Hears what is done.</param>
    /// <exception cref="BackingException">It is not installed, or its configuration is missing.</exception>
    public static Command Prepare(PrometheusOptions options, int ownerProcessId, ILogger logger)
    {
        var program = FindProgram() ?? throw new BackingException("Prometheus is not installed. Debian and Ubuntu: apt install prometheus.");
        logger.LogInformation("Prometheus from {Program}", program);
        var user = ServerUser.Resolve("prometheus", "nobody");
        var data = MonitoringDirectory.Prepare(options.WorkingDirectory, user);
        var configuration = Configure(options);
        var arguments = Arguments(options, configuration, data, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{options.Port}"));
        return Confinement.Supervise(
            new Command(program, arguments) { WorkingDirectory = options.WorkingDirectory }, user, ownerProcessId, stopSignal: "TERM");
    }

    /// <summary>The command line, alike for an executable and for a container.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="configuration">The directory of the configuration, as the server sees it.</param>
    /// <param name="data">The directory for series, as the server sees it.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="file">The file in the directory of the configuration that it starts from.</param>
    public static IReadOnlyList<string> Arguments(
        PrometheusOptions options, string configuration, string data, string address, string file = ConfigurationFile) =>
    [
        $"--config.file={configuration}/{file}",
        $"--storage.tsdb.path={data}",
        string.Create(CultureInfo.InvariantCulture, $"--storage.tsdb.retention.time={options.RetentionDays}d"),
        string.Create(CultureInfo.InvariantCulture, $"--storage.tsdb.retention.size={options.MaximumDiskGiB}GB"),
        "--storage.tsdb.wal-compression",
        "--enable-feature=exemplar-storage",
        "--web.enable-lifecycle",
        $"--web.listen-address={address}",
        "--log.format=json",
    ];

    /// <summary>Makes the directories for a container, and says who it is to run as.</summary>
    /// <param name="options">How it is kept.</param>
    /// <returns>The directories, and the user and group ids as Docker takes them.</returns>
    public static MonitoringMounts PrepareMounts(PrometheusOptions options)
    {
        var user = ServerUser.Resolve("prometheus", "nobody");
        var data = MonitoringDirectory.Prepare(options.WorkingDirectory, user);
        return new MonitoringMounts(Configure(options), data, MonitoringDirectory.ContainerUser(user));
    }

    /// <summary>Brings the copy of the configuration up to date; a running server reads it when it is told to reload.</summary>
    /// <param name="options">How it is kept.</param>
    /// <returns>The copy's directory.</returns>
    /// <exception cref="BackingException">The configuration is missing.</exception>
    public static string Configure(PrometheusOptions options)
    {
        var copy = MonitoringDirectory.CopyConfiguration(options.ConfigurationDirectory, ConfigurationFile, options.WorkingDirectory, TargetsDirectory);
        foreach (var file in options.Targets.Select(target => target.File).Distinct(StringComparer.Ordinal))
        {
            WriteTargets(options, file);
        }

        Directories.OpenToOthers(copy);
        return copy;
    }

    /// <summary>Brings the targets of one file up to date; a running server notices by itself.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="file">The file, which at least one of the targets names; the others are left as they are.</param>
    public static void WriteTargets(PrometheusOptions options, string file)
    {
        var targets = Directories.Create(Path.Combine(MonitoringDirectory.CopyOf(options.WorkingDirectory), TargetsDirectory), Directories.Readable);
        var groups = options.Targets.Where(target => target.File == file).Select(target => new { targets = new[] { target.Address }, labels = target.Labels });

        // Renamed into place: Prometheus may read at any moment.
        var path = Path.Combine(targets, file);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(groups, Readable));
        Directories.OpenToOthers(targets);
        File.Move(path + ".new", path, overwrite: true);
    }
}
