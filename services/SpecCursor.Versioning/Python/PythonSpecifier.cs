namespace SpecCursor.Versioning.Python;

/// <summary>One specifier of a comma list, with everything in it that is a matter of taste.</summary>
internal sealed record PythonSpecifier
{
    private const string Wildcard = ".*";
    private static readonly string[] s_operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];

    /// <summary>White space before the operator.</summary>
    public required string Before { get; init; }

    public required string Operator { get; init; }

    /// <summary>White space between the operator and the version.</summary>
    public required string Between { get; init; }

    /// <summary>The version as written, the wildcard left out.</summary>
    public required string Written { get; init; }

    /// <summary>White space behind.</summary>
    public required string After { get; init; }

    /// <summary>Whether <c>.*</c> follows the version.</summary>
    public required bool IsPrefix { get; init; }

    /// <summary>The version; null for <c>===</c> alone, which compares texts.</summary>
    public PythonVersion? Version { get; private init; }

    /// <summary>The specifier in normal form, without white space.</summary>
    public string Text => Operator + (Version?.Text ?? Written) + (IsPrefix ? Wildcard : string.Empty);

    /// <summary>Whether it lets prereleases into the whole list, by naming one inclusively.</summary>
    public bool NamesPrerelease => Version is { IsPrerelease: true } && Operator is not ("!=" or "<" or ">");

    /// <summary>Reads one specifier; null when the text is none.</summary>
    public static PythonSpecifier? Parse(string text)
    {
        var trimmed = PythonText.Trim(text);
        if (Array.Find(s_operators, candidate => trimmed.StartsWith(candidate, StringComparison.Ordinal)) is not { } sign)
            return null;
        var written = PythonText.Trim(trimmed[sign.Length..]);
        var isPrefix = sign is "==" or "!=" && written.EndsWith(Wildcard, StringComparison.Ordinal);
        var before = PythonText.LeadingWhiteSpace(text);
        var specifier = new PythonSpecifier
        {
            Before = text[..before],
            Operator = sign,
            Between = trimmed[sign.Length..^written.Length],
            Written = isPrefix ? written[..^Wildcard.Length] : written,
            After = text[(before + trimmed.Length)..],
            IsPrefix = isPrefix,
        };
        if (sign == "===")
            return written.Any(PythonText.IsWhiteSpace) ? null : specifier;
        specifier = specifier with { Version = PythonVersion.Parse(specifier.Written) };
        return specifier.IsSound ? specifier : null;
    }

    /// <summary>The specifier as written, but for its operator and version.</summary>
    public string With(string sign, string version)
    {
        var prefix = Written.StartsWith('v') || Written.StartsWith('V') ? Written[..1] : string.Empty;
        return Before + sign + Between + prefix + version + (IsPrefix ? Wildcard : string.Empty) + After;
    }

    /// <summary>What it was.</summary>
    public string AsWritten => Before + Operator + Between + Written + (IsPrefix ? Wildcard : string.Empty) + After;

    /// <summary>What PEP 440 asks of the version beside the operator, apart from that it be one.</summary>
    private bool IsSound => Version is { } version && !PythonText.IsWhiteSpace(Written[^1])
        && (!IsPrefix || version.Suffix with { Further = [] } == PythonSuffix.None)
        && (Operator is "==" or "!=" || version.Suffix.Local.IsEmpty)
        && (Operator != "~=" || version.Segments.Length > 1);
}
