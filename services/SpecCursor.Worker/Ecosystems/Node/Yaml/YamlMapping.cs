namespace SpecCursor.Worker.Ecosystems.Node.Yaml;

/// <summary>Names and their nodes.</summary>
internal sealed record YamlMapping : YamlNode
{
    private readonly IReadOnlyList<(string Name, YamlNode Value)> _entries;
    private readonly Dictionary<string, YamlNode> _byName = new(StringComparer.Ordinal);

    public YamlMapping(IReadOnlyList<(string Name, YamlNode Value)> entries)
    {
        _entries = entries;
        foreach (var (name, value) in entries)
        {
            _byName[name] = value;
        }
    }

    public override YamlNode? this[string name] => _byName.GetValueOrDefault(name);

    public override IReadOnlyList<(string Name, YamlNode Value)> Entries => _entries;
}
