namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>One alerting rule. Several rules may share an alert's name, and then differ in their labels.</summary>
/// <param name="File">The file's path from the root of the repository.</param>
/// <param name="Name">The alert's name.</param>
/// <param name="Expression">What makes it fire.</param>
/// <param name="Labels">The labels that it adds, templates unexpanded.</param>
/// <param name="Annotations">The texts, templates unexpanded.</param>
internal sealed record AlertRule(
    string File, string Name, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations)
{
    /// <summary>The path, from the root of the repository, of the page that says what to do.</summary>
    public string Runbook => $"docs/runbooks/{Name}.md";

    /// <summary>Whether an alert with these labels may be this rule's; a template may become anything.</summary>
    /// <param name="labels">An alert's labels.</param>
    public bool MayGive(IReadOnlyDictionary<string, string> labels) => Labels.All(
        label => labels.TryGetValue(label.Key, out var value) && (value == label.Value || label.Value.Contains("{{", StringComparison.Ordinal)));

    /// <inheritdoc />
    public override string ToString() => $"{Name} in {File}";
}
