namespace SpecCursor.Worker.Ecosystems.Node.Yaml;

/// <summary>A text.</summary>
/// <param name="Value">What it means.</param>
/// <param name="Start">Where its characters begin in the text that was read, quotes included.</param>
/// <param name="Length">How many there are.</param>
/// <param name="IsInline">Whether it is written plainly or in quotes, and not as a block.</param>
internal sealed record YamlScalar(string Value, int Start, int Length, bool IsInline) : YamlNode
{
    public override string? Text => Value;
}
