using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Sandbox.Output;

/// <summary>Text without terminal sequences, and without NUL, which PostgreSQL doesn't store.</summary>
internal static partial class PlainText
{
    public static string Of(string text) =>
        TerminalSequence().Replace(text, string.Empty).Replace('\0', '\uFFFD').Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[@-Z\\-_])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TerminalSequence();
}
