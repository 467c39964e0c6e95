using SpecCursor.Contracts.Upgrades;
using Spectre.Console;

namespace SpecCursor.Cli.Demo;

/// <summary>The demo's last word.</summary>
internal static class DemoTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<DemoResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Upgrade", "Outcome", "Steps (s)", "Branch and pull request");
        foreach (var result in results)
        {
            table.AddRow(
                new Text($"{result.Scenario.Repository}\n{result.Scenario.Package} {result.Upgrade?.FromVersion ?? "?"} → {result.Upgrade?.ToVersion ?? result.Scenario.Target}"),
                new Text(result.Problem is null ? $"✓ {result.Outcome}" : $"✗ {result.Outcome}\n{result.Problem}", new Style(result.Problem is null ? Color.Green : Color.Red)),
                new Text(Durations(result)),
                new Text(result.Upgrade?.Branch is { } branch ? $"{branch}\n{result.Upgrade.PullRequestUrl}" : "none"));
            table.AddEmptyRow();
        }

        console.Write(table);
        foreach (var result in results.Where(result => result.Upgrade is not null))
        {
            // Whole lines, so that a terminal can open the address.
            console.WriteLine($"{result.Scenario.Package}: trace {result.Upgrade!.TraceUrl ?? result.Upgrade.TraceId}");
        }
    }

    private static string Durations(DemoResult result) => string.Join(
        '\n',
        Enum.GetValues<UpgradeStep>()
            .Select(step => (step, steps: result.Steps.Where(one => one.Step == step && one.DurationSeconds is not null).ToList()))
            .Where(group => group.steps.Count > 0)
            .Select(group => $"{group.step.ToString().ToLowerInvariant(),-8}{string.Join(" + ", group.steps.Select(one => $"{one.DurationSeconds:0.0}"))}"));
}
