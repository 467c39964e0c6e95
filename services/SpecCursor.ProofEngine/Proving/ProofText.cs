namespace SpecCursor.ProofEngine.Proving;

/// <summary>Keeps texts of a proof within what the contract allows.</summary>
internal static class ProofText
{
    /// <summary>The longest SMT-LIB or Lean text of a result, in characters.</summary>
    public const int MaximumScript = 64 * 1024;

    private const int MaximumWords = 4000;

    /// <summary>The text, or its beginning up to the end of a line and a comment that says so.</summary>
    public static string Script(string text, string comment)
    {
        if (text.Length <= MaximumScript)
            return text;
        var room = MaximumScript - 200;
        var end = text.LastIndexOf('\n', room);
        var kept = end < 0 ? room : end + 1;
        return $"{text[..kept]}{comment} Cut here: the first {kept} of {text.Length} characters are shown.\n";
    }

    /// <summary>The sentence, or its beginning.</summary>
    public static string Words(string text) => text.Length <= MaximumWords ? text : text[..(MaximumWords - 1)] + "…";
}
