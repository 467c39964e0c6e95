using System.Text;
using SpecCursor.Worker.Ecosystems.Node.Yaml;

namespace SpecCursor.Worker.Tests.Node;

public sealed class YamlTextTests
{
    [Fact]
    public void Places_of_texts_are_those_in_the_file()
    {
        const string text = "# é ✓\r\na:   '1''2'  # no\r\nb: { c: \"x\\u0041\", d: plain } \r\ne: |\n  block\n";

        var root = YamlText.Read(text);

        Assert.Equal(("1'2", "'1''2'", true), Described(text, root["a"]));
        Assert.Equal(("xA", "\"x\\u0041\"", true), Described(text, root["b"]!["c"]));
        Assert.Equal(("plain", "plain", true), Described(text, root["b"]!["d"]));
        Assert.False(((YamlScalar)root["e"]!).IsInline);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x\n")]
    [InlineData("a: [1\n")]
    [InlineData("? [a]\n: 1\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("a: 1\n\t- b")]
    public void What_is_not_read_is_refused(string text) => Assert.Throws<FormatException>(() => YamlText.Read(text));

    [Fact]
    public void Name_of_any_length_is_read()
    {
        var name = new string('x', 5000);

        Assert.Equal("1", YamlText.Read($"? '{name}'\n: '1'\n")[name]!.Text);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.Throws<FormatException>(() => YamlText.Read(new string('[', 100_000)));

    [Fact]
    public void Nothing_but_a_tree_or_a_refusal_comes_of_any_text()
    {
        const string original = "a: {b: 'c', \"d\": [1, 2]}\n'e@1(f@2)':\n  g: >-\n    h\n? i\n: &j k\n!t l: *j\n";
        const string signs = "{}[]:,#&*!|>'\"%@`?- \n\t\0\\ab\uFFFE\u0085";
        var outcomes = Enumerable.Range(0, 3000).Select(seed =>
        {
            var random = new Random(seed);
            var text = new StringBuilder(original);
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            }

            try
            {
                return YamlText.Read(text.ToString()).GetType();
            }
            catch (FormatException)
            {
                return null;
            }
        }).ToList();

        Assert.Contains(outcomes, outcome => outcome is null);
    }

    private static (string? Value, string Written, bool IsInline) Described(string text, YamlNode? node)
    {
        var scalar = Assert.IsType<YamlScalar>(node);
        return (scalar.Text, text.Substring(scalar.Start, scalar.Length), scalar.IsInline);
    }
}
