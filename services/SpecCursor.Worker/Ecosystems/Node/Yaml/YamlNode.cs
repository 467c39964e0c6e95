namespace SpecCursor.Worker.Ecosystems.Node.Yaml;

/// <summary>A node of a YAML document.</summary>
internal abstract record YamlNode
{
    /// <summary>The node of a name; null where this is no mapping or has none. Where a name stands twice, the last one counts.</summary>
    public virtual YamlNode? this[string name] => null;

    /// <summary>Names and nodes of a mapping; none of anything else.</summary>
    public virtual IReadOnlyList<(string Name, YamlNode Value)> Entries => [];

    /// <summary>The text of a scalar; null for anything else.</summary>
    public virtual string? Text => null;
}
