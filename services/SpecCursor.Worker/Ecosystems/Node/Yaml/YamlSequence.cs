namespace SpecCursor.Worker.Ecosystems.Node.Yaml;

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items) : YamlNode;
