using Spectre.Console;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>Which alerts there are, and which of them can be rehearsed.</summary>
internal static class AlertTable
{
    /// <summary>Writes every alert and how it is rehearsed.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<string> declared)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Alert", "Rehearsal");
        foreach (var alert in declared)
        {
            table.AddRow(new Text(alert), new Text(RehearsalCatalogue.Find(alert)?.Does ?? $"none: {ReasonOf(alert)}"));
        }

        console.Write(table);
    }

    /// <summary>Why an alert cannot be rehearsed, and what is done instead.</summary>
    /// <param name="name">What was asked for; null for nothing.</param>
    /// <param name="declared">The alerts there are.</param>
    public static string WhyNot(string? name, IReadOnlyList<string> declared)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "name an alert, such as ServiceDown, or see all of them with: ./speccursor alert --list";
        }

        var known = declared.FirstOrDefault(alert => string.Equals(alert, name, StringComparison.OrdinalIgnoreCase));
        return known is null
            ? $"there is no alert '{name}'. See all of them with: ./speccursor alert --list"
            : $"{known} has no rehearsal: {ReasonOf(known)}. Its rule is tested with series that make it fire and keep it silent (containers/prometheus/tests). What can be rehearsed: {string.Join(", ", RehearsalCatalogue.All.Select(rehearsal => rehearsal.Alert))}";
    }

    private static string ReasonOf(string alert) => RehearsalRefusals.Reasons.GetValueOrDefault(alert, "how to make its condition is not known yet");
}
