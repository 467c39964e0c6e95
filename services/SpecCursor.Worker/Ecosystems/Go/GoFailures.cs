using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Reads why go failed out of what it printed.</summary>
internal static partial class GoFailures
{
    public static Exception Of(CommandOutput output, string what) => ToolFailures.Of(output, what, CodeOf(output), NetworkPattern().IsMatch(output.Output));

    private static string? CodeOf(CommandOutput output) =>
        output.Output.Contains("checksum mismatch", StringComparison.Ordinal) ? "checksum mismatch"
        : output.Output.Contains("missing go.sum entry", StringComparison.Ordinal) ? "missing go.sum entry"
        : null;

    // Of a tunnel that the proxy could not make go says no number.
    [GeneratedRegex(
        @"dial tcp|no such host|connection re(?:fused|set)|i/o timeout|TLS handshake timeout|proxyconnect|unexpected EOF|: Bad Gateway|: (?:429|5\d\d) [A-Z]",
        RegexOptions.CultureInvariant)]
    private static partial Regex NetworkPattern();
}
