namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>What one label must be like.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="Operator"><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</param>
/// <param name="Value">The value, or the regular expression.</param>
internal sealed record LabelMatcher(string Label, string Operator, string Value)
{
    /// <summary>The values that it names, where they are plain ones: a list in a regular expression is several.</summary>
    public IEnumerable<string> Values =>
        Operator.EndsWith('~') ? Value.Split('|').Where(value => value.All(character => char.IsLetterOrDigit(character) || character is '_' or '-')) : [Value];
}
