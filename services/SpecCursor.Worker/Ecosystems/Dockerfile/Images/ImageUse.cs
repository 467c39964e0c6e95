using SpecCursor.Versioning.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>A place where a Dockerfile uses an image.</summary>
/// <param name="Keyword">The instruction: <c>FROM</c>, <c>COPY</c> or <c>RUN</c>.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Text">The reference, with the values of variables in it.</param>
/// <param name="Platform">The platform that is asked for; null where none is, or only a build knows.</param>
internal sealed record ImageUse(string Keyword, int Line, TracedText Text, string? Platform)
{
    /// <summary>What the text says; null when it is no reference.</summary>
    public ImageReference? Reference { get; } = ImageReference.Parse(Text);

    /// <summary>The image; null where it can't be told.</summary>
    public ImageName? Name => Reference?.Name ?? ImageReference.NameIn(Text.Text);

    /// <summary>The version that the tag names; null where it names none.</summary>
    public ImageTag? Version => Reference?.Tag is { } tag ? ImageTag.Parse(tag) : null;

    /// <summary>Why it can't be upgraded, as a clause; null when it can.</summary>
    public string? Obstacle => this switch
    {
        { Reference: null } => "has a tag that can't be read here: it is none, or comes from a build argument without a value",
        { Reference: { Tag: null, Digest: null } } => "has no tag, which means 'latest': a tag that names a version has to be chosen first",
        { Reference.Tag: null } => "is pinned by its digest alone, which doesn't tell a version: the tag has to be written before it",
        { Version: null } => $"has the tag '{Reference.Tag}', which names no version and moves by itself",
        _ => null,
    };
}
