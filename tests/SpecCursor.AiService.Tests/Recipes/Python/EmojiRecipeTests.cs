using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AiService.Tests.Recipes.Python;

public sealed class EmojiRecipeTests : IDisposable
{
    private readonly string _folder = TestDirectory.Create("emoji");

    /// <summary>Modules with the shape of <c>emoji</c> on both sides of 2.0.0.</summary>
    private const string Before = """
        def emojize(string, use_aliases=False, delimiters=(":", ":"), variant=None, language="en", version=None, handle_version=None):
            names = {"thumbs_up": "+1"}
            if use_aliases or language == "alias":
                names["thumbsup"] = "+1"
            for name, sign in names.items():
                string = string.replace(delimiters[0] + name + delimiters[1], sign)
            return string

        def demojize(string, use_aliases=False, delimiters=(":", ":"), language="en", version=None, handle_version=None):
            return string.replace("+1", ":thumbsup:" if use_aliases or language == "alias" else ":thumbs_up:")

        def distinct_emoji_lis(string):
            return ["+1"] if "+1" in string else []

        distinct_emoji_list = distinct_emoji_lis

        """;

    private const string After = """
        def emojize(string, delimiters=(":", ":"), variant=None, language="en", version=None, handle_version=None):
            names = {"thumbs_up": "+1"}
            if language == "alias":
                names["thumbsup"] = "+1"
            for name, sign in names.items():
                string = string.replace(delimiters[0] + name + delimiters[1], sign)
            return string

        def demojize(string, delimiters=(":", ":"), language="en", version=None, handle_version=None):
            return string.replace("+1", ":thumbsup:" if language == "alias" else ":thumbs_up:")

        def distinct_emoji_list(string):
            return ["+1"] if "+1" in string else []

        """;

    private const string Code = """
        import emoji as signs
        from emoji import (
            demojize,
            distinct_emoji_lis as used,
            emojize,
        )

        aliases = True  # emojize(text, use_aliases=True)

        assert signs.emojize(":thumbsup:", use_aliases=True) == "+1"
        assert signs.emojize(":thumbsup:", use_aliases=False) == ":thumbsup:"
        assert emojize(":thumbsup:", True) == "+1"
        assert emojize(":thumbsup:", use_aliases=aliases, delimiters=(":", ":")) == "+1"
        assert emojize(":thumbsup:", use_aliases=not aliases) == ":thumbsup:"
        assert emojize(use_aliases=False, string=":thumbs_up:") == "+1"
        assert demojize(
            "+1",
            use_aliases=True,
        ) == ":thumbsup:"
        assert used("+1") == signs.distinct_emoji_lis("+1") == ["+1"], "use_aliases=True"

        """;

    public void Dispose() => TestDirectory.Delete(_folder);

    [Fact]
    public async Task Code_that_emoji_2_breaks_works_again()
    {
        var before = await RunAsync(_folder, "before", Before, Code);
        Assert.True(before.ExitCode == 0, before.Output);
        Assert.NotEqual(0, (await RunAsync(_folder, "broken", After, Code)).ExitCode);

        var run = RecipeBench.Run(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "shop.py", Code);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        var result = await RunAsync(_folder, "repaired", After, repaired);
        Assert.True(result.ExitCode == 0, $"{repaired}\n{result.Output}");
        Assert.Empty(RecipeBench.Run(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "shop.py", repaired).Files);
    }

    [Theory]
    [InlineData("import emoji\nx = emoji.emojize(a, use_aliases=True)\n", "import emoji\nx = emoji.emojize(a, language='alias')\n")]
    [InlineData("import emoji\nx = emoji.emojize(\"a\", use_aliases=True)\n", "import emoji\nx = emoji.emojize(\"a\", language=\"alias\")\n")]
    [InlineData("import emoji\r\nx = emoji.emojize(a , use_aliases = False )\r\n", "import emoji\r\nx = emoji.emojize(a )\r\n")]
    [InlineData("from emoji import distinct_emoji_lis\ndistinct_emoji_lis(a)\n", "from emoji import distinct_emoji_list as distinct_emoji_lis\ndistinct_emoji_lis(a)\n")]
    public void Call_is_changed_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(RecipeBench.Run(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "shop.py", text).Files).Content);

    [Theory]
    [InlineData("from emoji import *\nemojize(a, use_aliases=True)\n", "at once")]
    [InlineData("import emoji\nemoji = other()\nemoji.emojize(a, use_aliases=True)\n", "another meaning")]
    [InlineData("import emoji\ndef f(emoji):\n    return emoji.emojize(a, use_aliases=True)\n", "another meaning")]
    [InlineData("import emoji\nfor emoji in x:\n    emoji.emojize(a, use_aliases=True)\n", "another meaning")]
    [InlineData("import emoji\nemoji.emoji_lis(a)\n", "is gone")]
    [InlineData("import emoji\nemoji.get_emoji_regexp().sub('', a)\n", "is gone")]
    [InlineData("import emoji\nemoji.emojize(a, use_aliases=True, language='de')\n", "are given")]
    [InlineData("import emoji\nemoji.emojize(a, True, ('(', ')'))\n", "by position")]
    [InlineData("import emoji\nemoji.emojize(a, b)\n", "can't be told")]
    public void What_can_not_be_told_is_declined(string text, string reason)
    {
        var run = RecipeBench.Run(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "shop.py", text);

        Assert.Contains(reason, Assert.Single(run.Unhandled), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("# import emoji\nemojize(a, use_aliases=True)\n")]
    [InlineData("x = 'import emoji'\nemoji.emojize(a, use_aliases=True)\n")]
    [InlineData("import other.emoji as e\ne.emojize(a, use_aliases=True)\n")]
    [InlineData("import emoji\nshop.emoji.emojize(a, use_aliases=True)\n")]
    [InlineData("import emoji\nrender(a, use_aliases=True, emoji=1)\n")]
    public void What_is_not_the_modules_is_left_alone(string text)
    {
        var run = RecipeBench.Run(Ecosystems.Python, "emoji", "1.7.0", "2.14.1", "shop.py", text);

        Assert.Empty(run.Files);
        Assert.Empty(run.Unhandled);
    }

    private static async Task<ToolRun> RunAsync(string folder, string name, string module, string code)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "emoji.py"), module);
        await File.WriteAllTextAsync(Path.Combine(directory, "shop.py"), code);
        return await Tool.RunAsync("python3", "python3", directory, TimeSpan.FromMinutes(1), "shop.py");
    }
}
