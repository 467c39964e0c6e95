using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary><c>Cargo.toml</c>: a string wherever the package is declared with a version, under its own name or another.</summary>
internal sealed class CargoTomlFormat : IManifestFormat
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package) =>
    [
        .. CargoManifest.ReadDependencies(path, content)
            .Where(dependency => dependency.Package == package)
            .Select(dependency => dependency.Constraint)
            .OfType<ConstraintSite>()
            .OrderBy(site => site.Start),
    ];

    public byte[] Write(ReadOnlySpan<byte> current, string constraint)
    {
        var quote = Quotes(current);
        return quote[0] == '\'' && IsLiteral(constraint)
            ? [.. quote, .. Encoding.UTF8.GetBytes(constraint), .. quote]
            : quote[0] == '"' ? [.. quote, .. Escape(constraint), .. quote] : [(byte)'"', .. Escape(constraint), (byte)'"'];
    }

    /// <summary>One quote, or the three of a string of several lines.</summary>
    private static byte[] Quotes(ReadOnlySpan<byte> current) =>
        current.Length >= 6 && current[1] == current[0] && current[2] == current[0] ? [current[0], current[0], current[0]] : [current[0]];

    private static bool IsLiteral(string constraint) => !constraint.Any(character => character == '\'' || char.IsControl(character));

    /// <summary>TOML has all of JSON's escapes.</summary>
    private static byte[] Escape(string constraint) => JsonEncodedText.Encode(constraint, Encoder).EncodedUtf8Bytes.ToArray();
}
