using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Pnpm;

/// <summary>Reads why pnpm failed out of what it printed.</summary>
internal static partial class PnpmFailures
{
    public static Exception Of(CommandOutput install, string what) => NodeFailures.Of(install, what, CodeOf(install));

    /// <summary>pnpm goes on by itself, and warns of the tree's conflicts.</summary>
    public static bool HasOverriddenPeer(CommandOutput install) => install.Output.Contains("unmet peer ", StringComparison.Ordinal);

    private static string? CodeOf(CommandOutput install) => CodePattern().Match(install.Output) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\bERR_PNPM_\w+", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
