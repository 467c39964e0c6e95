using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>A comma list of specifiers as written; what is empty between commas is left as it is.</summary>
internal sealed record PythonSpecifierSet
{
    private PythonSpecifierSet(ImmutableArray<(string Written, PythonSpecifier? Specifier)> parts) => Parts = parts;

    /// <summary>What stands between the commas, with the specifier that it is, if it isn't empty.</summary>
    public ImmutableArray<(string Written, PythonSpecifier? Specifier)> Parts { get; }

    public IEnumerable<PythonSpecifier> Specifiers => Parts.Select(part => part.Specifier).OfType<PythonSpecifier>();

    /// <summary>Reads a list; null when a part of it is no specifier.</summary>
    public static PythonSpecifierSet? Parse(string text)
    {
        var parts = text.Split(',').Select(written => (Written: written, Specifier: PythonSpecifier.Parse(written))).ToImmutableArray();
        return parts.All(part => part.Specifier is not null || PythonText.Trim(part.Written).Length == 0) ? new PythonSpecifierSet(parts) : null;
    }
}
