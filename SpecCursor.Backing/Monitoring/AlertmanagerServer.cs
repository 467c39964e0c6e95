using System.Globalization;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>Alertmanager as an executable, with the configuration that containers mount and the receivers that were set up.</summary>
public static class AlertmanagerServer
{
    private const string ConfigurationFile = "alertmanager.yml";

    /// <summary>Where the program is, which Debian calls <c>prometheus-alertmanager</c>; null where it is not installed.</summary>
    public static string? FindProgram() => ExecutableSearch.OnPath("alertmanager") ?? ExecutableSearch.OnPath("prometheus-alertmanager");

    /// <summary>Writes the configuration and its secrets, and returns the command that serves with them, ending with its owner.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="ownerProcessId">The process that the server must not outlive.</param>
    /// <param name="logger">Hears what is done.</param>
    /// <exception cref="BackingException">It is not installed, or its configuration is missing.</exception>
    public static Command Prepare(AlertmanagerOptions options, int ownerProcessId, ILogger logger)
    {
        var program = FindProgram() ?? throw new BackingException("Alertmanager is not installed. Debian and Ubuntu: apt install prometheus-alertmanager.");
        logger.LogInformation("Alertmanager from {Program}", program);
        var user = ServerUser.Resolve("prometheus", "nobody");
        var data = MonitoringDirectory.Prepare(options.WorkingDirectory, user);
        var configuration = Configure(options, user, seenAt: null);
        var arguments = Arguments(configuration, data, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{options.Port}"));
        return Confinement.Supervise(
            new Command(program, arguments) { WorkingDirectory = options.WorkingDirectory }, user, ownerProcessId, stopSignal: "TERM");
    }

    /// <summary>The command line, alike for an executable and for a container.</summary>
    /// <param name="configuration">The directory of the configuration, as the server sees it.</param>
    /// <param name="data">The directory for silences, as the server sees it.</param>
    /// <param name="address">Where it listens.</param>
    public static IReadOnlyList<string> Arguments(string configuration, string data, string address) =>
    [
        $"--config.file={configuration}/{ConfigurationFile}",
        $"--storage.path={data}",
        $"--web.listen-address={address}",
        // One of its kind: without this it would look for others on a port of every interface.
        "--cluster.listen-address=",
        "--log.format=json",
    ];

    /// <summary>Makes the directories for a container, and says who it is to run as.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="seenAt">The configuration's directory, as the container sees it.</param>
    /// <returns>The directories, and the user and group ids as Docker takes them.</returns>
    public static MonitoringMounts PrepareMounts(AlertmanagerOptions options, string seenAt)
    {
        var user = ServerUser.Resolve("prometheus", "nobody");
        var data = MonitoringDirectory.Prepare(options.WorkingDirectory, user);
        return new MonitoringMounts(Configure(options, user, seenAt), data, MonitoringDirectory.ContainerUser(user));
    }

    private static string Configure(AlertmanagerOptions options, ServerUser? user, string? seenAt)
    {
        var copy = MonitoringDirectory.CopyConfiguration(options.ConfigurationDirectory, ConfigurationFile, options.WorkingDirectory);
        var file = Path.Combine(copy, ConfigurationFile);
        File.WriteAllText(file, AlertmanagerConfiguration.Apply(File.ReadAllText(file), options.Notifications, seenAt ?? copy));
        var dashboards = Path.Combine(copy, DashboardTemplate.File);
        if (File.Exists(dashboards))
        {
            File.WriteAllText(dashboards, DashboardTemplate.Apply(File.ReadAllText(dashboards), options.Notifications.DashboardsUrl));
        }

        Directories.OpenToOthers(copy);
        var secrets = Directories.Create(Path.Combine(copy, AlertmanagerConfiguration.SecretsDirectory), Directories.Private);
        user?.Own(secrets);
        foreach (var (name, value) in AlertmanagerConfiguration.Secrets(options.Notifications))
        {
            var secret = Path.Combine(secrets, name);
            SecretFile.Write(secret, value);
            user?.Own(secret);
        }

        return copy;
    }
}
