namespace SpecCursor.AiService.Providers.Claude.Prompts;

/// <summary>Estimates tokens without a tokenizer, on the safe side: code has about three characters to a token or more.</summary>
internal static class TokenEstimate
{
    /// <summary>The tokens of a text of so many characters.</summary>
    public static int OfLength(int characters) => (characters + 2) / 3;

    /// <summary>The tokens of a text.</summary>
    public static int Of(string text) => OfLength(text.Length);
}
