using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>An image as a Dockerfile refers to it, <c>name[:tag][@digest]</c>, by the grammar of Docker's references.</summary>
/// <param name="Name">The image.</param>
/// <param name="Tag">The tag; null where none is written.</param>
/// <param name="Digest">The digest; null where none is written.</param>
/// <param name="Constraint">Tag and digest where they stand; empty where there is neither.</param>
internal sealed partial record ImageReference(ImageName Name, string? Tag, string? Digest, TracedText Constraint)
{
    private const int MaximumLength = 512;

    /// <summary>Reads a reference; null when it is none.</summary>
    public static ImageReference? Parse(TracedText text)
    {
        if (text.Length > MaximumLength || SplitPattern().Match(text.Text) is not { Success: true } match || ImageName.Parse(match.Groups["name"].Value) is not { } name)
        {
            return null;
        }

        var (tag, digest) = (match.Groups["tag"], match.Groups["digest"]);
        var start = tag.Success ? tag.Index : digest.Success ? digest.Index : text.Length;
        return new ImageReference(name, tag.Success ? tag.Value : null, digest.Success ? digest.Value : null, text[start..]);
    }

    /// <summary>The image that a text begins with, if what follows it is no tag; null where there is none.</summary>
    public static ImageName? NameIn(string text)
    {
        if (text.Length > MaximumLength)
        {
            return null;
        }

        var at = text.AsSpan().IndexOfAny('@', TracedText.Unknown);
        var named = at < 0 ? text : text[..at];
        var colon = named.LastIndexOf(':');
        return ImageName.Parse(colon > named.LastIndexOf('/') ? named[..colon] : named);
    }

    [GeneratedRegex(
        @"\A(?<name>[^@]+?)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SplitPattern();
}
