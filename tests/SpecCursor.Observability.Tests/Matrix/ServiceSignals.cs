namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>What one service sends of one upgrade that had to be repaired: every service has a part in it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Metrics">The metrics of the catalogue that move.</param>
/// <param name="Spans">The spans.</param>
/// <param name="Logs">The templates of the log lines.</param>
internal sealed record ServiceSignals(
    string Service, IReadOnlyList<string> Metrics, IReadOnlyList<ExpectedSpan> Spans, IReadOnlyList<string> Logs);
