namespace SpecCursor.Worker.Ecosystems.Releases;

/// <summary>That whoever published a version wants nobody to use it any more.</summary>
/// <param name="Word">The ecosystem's own word: <c>deprecated</c>, <c>yanked</c>, <c>retracted</c>, <c>unlisted</c>.</param>
/// <param name="Reason">What they say of it; null where they say nothing.</param>
internal sealed record Withdrawal(string Word, string? Reason)
{
    /// <summary>As the end of a sentence.</summary>
    public override string ToString() => Reason is null ? $"{Word}." : $"{Word}: {Reason}";
}
