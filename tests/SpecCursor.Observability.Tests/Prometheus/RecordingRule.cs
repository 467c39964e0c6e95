namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>One recording rule.</summary>
/// <param name="File">The file's path from the root of the repository.</param>
/// <param name="Name">The series that it makes.</param>
/// <param name="Expression">What from.</param>
internal sealed record RecordingRule(string File, string Name, string Expression);
