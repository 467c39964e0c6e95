using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Publications;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Publications;

public sealed class PullRequestTextTests
{
    private static readonly PullRequestText Text = new(Options.Create(new PublicAddresses
    {
        ConsoleUrl = "http://console.invalid/",
        DashboardUrl = "http://dashboard.invalid/",
    }));

    [Fact]
    public void The_body_says_what_changed_and_why_it_is_believed_to_be_right()
    {
        var command = Samples.Publication("0", "");

        var body = Text.Body(command, ["package.json", "src/index.js"]);

        Assert.Equal("Upgrade uuid from 3.4.0 to 9.0.1", PullRequestText.Title(command));
        Assert.Contains("| `uuid` in the lockfile | `3.4.0` | `9.0.1` |", body, StringComparison.Ordinal);
        Assert.Contains("| range in `package.json` | `^3.4.0` | `^9.0.1` |", body, StringComparison.Ordinal);
        Assert.Contains("- `src/index.js`", body, StringComparison.Ordinal);
        Assert.Contains("`npm test` ended with exit code 0 after 1.3 s.", body, StringComparison.Ordinal);
        Assert.Contains("Made by `recipes`, recipe `uuid-deep-imports`.", body, StringComparison.Ordinal);
        Assert.Contains("| `version-in-range` | 9.0.1 lies in ^9.0.1 | `z3` | proved | 12.5 ms |", body, StringComparison.Ordinal);
        Assert.Contains(
            "[`0af7651916cd43dd8448eb211c80319c`](http://dashboard.invalid/traces/detail/0af7651916cd43dd8448eb211c80319c)", body, StringComparison.Ordinal);
        Assert.Contains($"(http://console.invalid/upgrades/{command.Context.UpgradeId:D})", body, StringComparison.Ordinal);
        Assert.Contains("- uuid 3 is deprecated.", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_notes_stand_at_the_end_where_there_are_any()
    {
        var notes = new ReleaseNotes("CHANGELOG.md", [new ReleaseNote("9.0.0", "### Removed\n\n- deep imports, thanks to @octocat ([#12](https://forge.invalid/12))"), new ReleaseNote("8.0.0", "")], IsTruncated: true);

        var body = Text.Body(Samples.Publication("0", "") with { ReleaseNotes = notes }, []);

        Assert.EndsWith(
            "\n## Release notes\n\nFrom the package's own `CHANGELOG.md`, without its links.\n\n### 9.0.0\n\n\n**Removed**\n\n\n"
            + "- deep imports, thanks to @\u200Boctocat (#\u200B12)\n\n### 8.0.0\n\n\n… and more in that file.\n",
            body,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Release notes", Text.Body(Samples.Publication("0", ""), []), StringComparison.Ordinal);
    }

    [Fact]
    public void An_upgrade_without_tests_and_repair_says_so()
    {
        var body = Text.Body(Samples.Publication("0", "") with { Tests = null, Patch = null, Obligations = [], Notes = [] }, []);

        Assert.Contains("no tests", body, StringComparison.Ordinal);
        Assert.Contains("None was needed", body, StringComparison.Ordinal);
        Assert.Contains("nothing to prove", body, StringComparison.Ordinal);
        Assert.DoesNotContain("## Notes", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_from_outside_names_people_or_becomes_markup()
    {
        const string Hostile = "@octocat <img src=x onerror=id> | [x](http://evil.invalid) `\n# heading\n";
        var sample = Samples.Publication("0", "");
        var command = sample with
        {
            Context = sample.Context with { PackageName = Hostile },
            ToVersion = Hostile,
            Notes = [Hostile],
            Patch = sample.Patch! with { Summary = Hostile, Files = [Hostile] },
            Obligations = [sample.Obligations[0] with { Statement = Hostile, Obligation = Hostile }],
            TraceId = Hostile,
        };

        var body = Text.Body(command, [Hostile]);
        var withoutCode = System.Text.RegularExpressions.Regex.Replace(body, "(`+)[^\n]+?\\1", "");

        Assert.DoesNotContain("@o", withoutCode, StringComparison.Ordinal);
        Assert.DoesNotContain("<", withoutCode, StringComparison.Ordinal);
        Assert.DoesNotContain("](http://evil", withoutCode, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# heading", body, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', PullRequestText.Title(command));
    }

    [Fact]
    public void The_body_is_bounded_whatever_comes_in()
    {
        var sample = Samples.Publication("0", "");
        var command = sample with
        {
            Notes = [.. Enumerable.Repeat(new string('<', 5000), 500)],
            Obligations = [.. Enumerable.Repeat(sample.Obligations[0] with { Statement = new string('&', 5000) }, 500)],
            Patch = sample.Patch! with { Summary = new string('<', 100_000) },
        };

        var body = Text.Body(command, [.. Enumerable.Range(0, 5000).Select(number => new string('f', 290) + number)]);

        Assert.InRange(body.Length, 1, PullRequestText.MaximumBody);
        Assert.Contains("more files", body, StringComparison.Ordinal);
    }
}
