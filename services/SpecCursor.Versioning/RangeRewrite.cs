using System.Diagnostics.CodeAnalysis;

namespace SpecCursor.Versioning;

/// <summary>What came of rewriting a written range for another version: the new text, or the reason why there is none.</summary>
public sealed record RangeRewrite
{
    private RangeRewrite(string? text, string? reason) => (Text, Reason) = (text, reason);

    /// <summary>The range to write; null when it can't be rewritten.</summary>
    public string? Text { get; }

    /// <summary>Why it can't be rewritten, as a clause a person understands; null when it can.</summary>
    public string? Reason { get; }

    /// <summary>Whether <see cref="Text"/> is there.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool Succeeded => Text is not null;

    /// <summary>The range was rewritten.</summary>
    public static RangeRewrite To(string text) => new(text, null);

    /// <summary>The range can't be rewritten.</summary>
    public static RangeRewrite Refused(string reason) => new(null, reason);
}
