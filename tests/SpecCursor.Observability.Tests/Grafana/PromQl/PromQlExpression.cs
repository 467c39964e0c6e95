namespace SpecCursor.Observability.Tests.Grafana.PromQl;

/// <summary>What can be said of a PromQL expression without evaluating it.</summary>
/// <param name="Dimension">What its value is measured in.</param>
/// <param name="Selectors">The series that it reads.</param>
internal sealed record PromQlExpression(Dimension Dimension, IReadOnlyList<Selector> Selectors)
{
    /// <summary>Reads an expression that Prometheus accepts: this is no check of its grammar.</summary>
    public static PromQlExpression Parse(string text)
    {
        var reader = new PromQlReader(text);
        return new PromQlExpression(reader.ReadAll(), reader.Selectors);
    }
}
