using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Yaml;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Pnpm;

/// <summary><c>pnpm-workspace.yaml</c>: constraints stand in its catalogs and in its overrides.</summary>
internal sealed partial class PnpmWorkspaceFormat : IManifestFormat
{
    public const string Overrides = "overrides";
    public const string Catalog = "catalog";

    /// <summary>What comes before the name of a catalog that has one.</summary>
    public const string Catalogs = "catalogs.";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package)
    {
        var (root, text, mark) = Parse(path, content);
        var sections = new[] { Catalog, Overrides }.Select(name => (Name: name, Node: root[name]))
            .Concat((root["catalogs"]?.Entries ?? []).Select(catalog => (Name: Catalogs + catalog.Name, Node: (YamlNode?)catalog.Value)));
        return
        [
            .. sections
                .Select(section => section.Node?[package] is YamlScalar { IsInline: true } scalar && !scalar.Value.StartsWith('$') ? Site(text, mark, scalar, section.Name) : null)
                .OfType<ConstraintSite>()
                .OrderBy(site => site.Start),
        ];
    }

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => Strict.GetBytes(current switch
    {
        [(byte)'"', ..] => $"\"{constraint.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        [(byte)'\'', ..] => InSingleQuotes(constraint),
        _ => PlainPattern().IsMatch(constraint) ? constraint : InSingleQuotes(constraint),
    });

    /// <summary>What the file says.</summary>
    /// <exception cref="StepFailedException">It is no YAML.</exception>
    public static YamlNode Parse(string path, byte[] content) => Parse(path, content.AsMemory()).Root;

    private static (YamlNode Root, string Text, int Mark) Parse(string path, ReadOnlyMemory<byte> content)
    {
        var mark = content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            var text = Strict.GetString(content.Span[mark..]);
            return (YamlText.Read(text), text, mark);
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read: {exception.Message}");
        }
    }

    private static ConstraintSite Site(string text, int mark, YamlScalar scalar, string section)
    {
        var start = mark + Strict.GetByteCount(text.AsSpan(0, scalar.Start));
        return new ConstraintSite(start, Strict.GetByteCount(text.AsSpan(scalar.Start, scalar.Length)), scalar.Value, section);
    }

    private static string InSingleQuotes(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>What means itself without quotes: neither a number, such as <c>1.2</c>, nor another kind of node.</summary>
    [GeneratedRegex(@"^(?:[\^~]?\d+\.[\w-]+\.[\w.+-]+|[\^~]\d[\w.+-]*|\d+(?:\.\d+)*\.[xX])$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPattern();
}
