namespace SpecCursor.Backing.Monitoring;

/// <summary>What a container of Prometheus or Alertmanager is given of this machine.</summary>
/// <param name="Configuration">The directory of its configuration.</param>
/// <param name="Data">The directory of its data.</param>
/// <param name="User">Who it runs as: a user and a group id with a colon between.</param>
public sealed record MonitoringMounts(string Configuration, string Data, string User);
