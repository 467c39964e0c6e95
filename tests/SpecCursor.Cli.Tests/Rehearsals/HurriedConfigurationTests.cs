using System.Text.RegularExpressions;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Rehearsals;

public sealed partial class HurriedConfigurationTests : IDisposable
{
    private static readonly string s_containers = Repository.PathOf("containers");

    private readonly string _copy = TestDirectory.Create("hurried");

    public void Dispose() => TestDirectory.Delete(_copy);

    [Fact]
    public void Nothing_but_waits_is_changed()
    {
        HurriedConfiguration.Write(s_containers, _copy);

        var files = Directory.GetFiles(_copy, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => File.ReadAllText(file) != File.ReadAllText(Original(file)));
        Assert.All(files, file => Assert.Equal(Neutral(File.ReadAllText(Original(file))), Neutral(File.ReadAllText(file))));
        Assert.All(Waits(File.ReadAllText(Path.Combine(_copy, "prometheus", "rules", "alerts-availability.yml"))), wait => Assert.Equal("1s", wait));
    }

    [Fact]
    public void Alert_rules_may_follow_later()
    {
        HurriedConfiguration.Write(s_containers, _copy, withAlerts: false);
        var configuration = Path.Combine(_copy, "prometheus");
        Assert.Empty(Directory.GetFiles(configuration, "alerts-*", SearchOption.AllDirectories));

        HurriedConfiguration.AddAlerts(s_containers, configuration);

        var later = Directory.GetFiles(Path.Combine(configuration, "rules")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        HurriedConfiguration.Write(s_containers, _copy);
        Assert.Equal(Directory.GetFiles(Path.Combine(configuration, "rules")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText), later);
    }

    private string Original(string copy) => Path.Combine(s_containers, Path.GetRelativePath(_copy, copy));

    private static IEnumerable<string> Waits(string text) => For().Matches(text).Select(match => match.Groups["wait"].Value);

    private static string Neutral(string text) => Wait().Replace(Own().Replace(text, ""), "");

    [GeneratedRegex(@"^ +for: (?<wait>\w+)$", RegexOptions.Multiline)]
    private static partial Regex For();

    [GeneratedRegex(@"(?<=(\bfor|interval|timeout|group_wait): )\d\w+")]
    private static partial Regex Wait();

    [GeneratedRegex(@"    scrape_(interval|timeout): 4s\n")]
    private static partial Regex Own();
}
