namespace SpecCursor.Backing.Monitoring;

/// <summary>Addresses that Prometheus finds in a file, which it reads again whenever the file changes.</summary>
/// <param name="File">The file's name below <c>targets</c>, such as <c>services.json</c>.</param>
/// <param name="Address">A host and a port, such as <c>127.0.0.1:3001</c>, or for a probe from outside a URL.</param>
/// <param name="Labels">What every series from there is labelled with.</param>
public sealed record TargetGroup(string File, string Address, IReadOnlyDictionary<string, string> Labels);
