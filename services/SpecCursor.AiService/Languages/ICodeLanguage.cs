namespace SpecCursor.AiService.Languages;

/// <summary>What is known of a language in which only tokens are read: enough for recipes, and to judge what a patch may not do.</summary>
internal interface ICodeLanguage
{
    /// <summary>How its files' names end.</summary>
    string Extension { get; }

    /// <summary>Reads any text: what is not closed ends with the text.</summary>
    CodeText Read(string text);

    /// <summary>Why source can't be right; null when nothing speaks against it.</summary>
    string? WhyBroken(CodeText code);

    /// <summary>What source loads, as it is named there.</summary>
    IEnumerable<string> Imports(CodeText code);

    /// <summary>Whether a patch may load what no file of the repository loads.</summary>
    /// <param name="import">One of <see cref="Imports"/>.</param>
    /// <param name="package">The upgraded package.</param>
    bool IsHarmless(string import, string package);

    /// <summary>Uses of what no repair needs and tests could be passed by, each in words, as often as it is there.</summary>
    IEnumerable<string> Subversions(CodeText code);

    /// <summary>Whether a file is one of tests, by what is in it.</summary>
    bool IsTest(CodeText code);

    /// <summary>The tests in a file of code, as their tokens: no patch changes them.</summary>
    IEnumerable<string> TestsIn(CodeText code);
}
