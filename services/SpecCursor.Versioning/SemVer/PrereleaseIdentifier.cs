namespace SpecCursor.Versioning.SemVer;

/// <summary>One dot-separated part of a prerelease.</summary>
/// <param name="Text">The identifier: ASCII letters, digits and hyphens.</param>
public readonly record struct PrereleaseIdentifier(string Text)
{
    internal static PrereleaseIdentifier Zero { get; } = new("0");

    /// <summary>Whether it consists of digits only, and so is compared as a number and precedes those that are none.</summary>
    public bool IsNumeric => !Text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <inheritdoc/>
    public override string ToString() => Text;
}
