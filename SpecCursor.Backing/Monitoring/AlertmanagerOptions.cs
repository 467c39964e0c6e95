namespace SpecCursor.Backing.Monitoring;

/// <summary>How Alertmanager is kept.</summary>
public sealed record AlertmanagerOptions
{
    /// <summary>A directory of the server's own, absolute: its silences, and the copy of its configuration that it reads.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The directory with <c>alertmanager.yml</c> and its templates.</summary>
    public required string ConfigurationDirectory { get; init; }

    /// <summary>The port on 127.0.0.1, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Where notifications go.</summary>
    public required NotificationSettings Notifications { get; init; }
}
