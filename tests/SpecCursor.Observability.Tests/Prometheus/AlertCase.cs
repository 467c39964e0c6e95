namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>What one test of promtool says of one alert at one time.</summary>
/// <param name="File">The file's path from the root of the repository.</param>
/// <param name="Alert">The alert's name.</param>
/// <param name="Firing">The labels of each alert that is to fire; none: it is to be silent.</param>
internal sealed record AlertCase(string File, string Alert, IReadOnlyList<IReadOnlyDictionary<string, string>> Firing);
