namespace SpecCursor.AiService.Languages;

/// <summary>Looks for words that name what no repair needs.</summary>
internal static class CodeWords
{
    /// <summary>The words of source that are among some, each in words for people.</summary>
    /// <param name="code">The source.</param>
    /// <param name="anywhere">Words that count wherever they stand.</param>
    /// <param name="alone">Words that count unless they are a member of something.</param>
    public static IEnumerable<string> In(CodeText code, IReadOnlySet<string> anywhere, IReadOnlySet<string> alone)
    {
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (!code.IsWord(i))
            {
                continue;
            }

            var word = code.Of(code.Tokens[i]);
            if (anywhere.Contains(word) || (alone.Contains(word) && !code.Is(i - 1, ".")))
            {
                yield return $"use '{word}'";
            }
        }
    }

    /// <summary>Some tokens as one text, one space between them.</summary>
    public static string Join(CodeText code, int first, int last) =>
        string.Join(' ', Enumerable.Range(first, last - first + 1).Select(index => code.Of(code.Tokens[index])));
}
