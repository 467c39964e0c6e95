namespace SpecCursor.Observability.Tests.Grafana.PromQl;

/// <summary>One condition of a selector.</summary>
/// <param name="Label">The label.</param>
/// <param name="Operator"><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</param>
/// <param name="Value">The value or regular expression.</param>
internal sealed record LabelMatcher(string Label, string Operator, string Value);
