using System.Text;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>The findings as a Markdown table that is also readable as it stands.</summary>
internal static class FindingTable
{
    private const int LongestCell = 90;

    public static string Render(IReadOnlyList<Finding> findings)
    {
        List<string[]> rows =
        [
            ["measurement", "what", "reached", "goal", ""],
            .. findings.Select(finding => new[]
            {
                finding.Measurement,
                finding.What,
                finding.Reached,
                finding.Goal,
                finding.IsMet switch { true => "met", false => "not met", null => string.Empty },
            }),
        ];
        var cells = rows.ConvertAll(row => Array.ConvertAll(row, Shorten));
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        AppendRow(text, cells[0], widths);
        AppendRow(text, [.. widths.Select(width => new string('-', Math.Max(3, width)))], widths);
        foreach (var row in cells.Skip(1))
        {
            AppendRow(text, row, widths);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] row, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");

    private static string Shorten(string cell) => cell.Length > LongestCell ? cell[..(LongestCell - 1)] + "…" : cell;
}
