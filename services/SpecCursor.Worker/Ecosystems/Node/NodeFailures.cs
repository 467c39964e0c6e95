using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Reads what package managers say alike out of what they print.</summary>
internal static partial class NodeFailures
{
    /// <param name="install">What the package manager did.</param>
    /// <param name="what">Its command in short.</param>
    /// <param name="code">Its own word for what went wrong; null where it has none.</param>
    public static Exception Of(CommandOutput install, string what, string? code) => ToolFailures.Of(install, what, code, NetworkPattern().IsMatch(install.Output));

    /// <summary>Whether it warns that a package wants another Node.js than the one that runs.</summary>
    public static bool WarnsOfEngine(CommandOutput install) => EnginePattern().IsMatch(install.Output);

    [GeneratedRegex(
        @"\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|ERR_PNPM_FETCH_(?:429|5\d\d))\b"
        + @"|Request failed \\?""(?:429|5\d\d)|Response Code: (?:429|5\d\d)"
        + @"|tunneling socket could not be established, .*\bstatusCode=(?:429|5\d\d)|Bad response: (?:429|5\d\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex NetworkPattern();

    [GeneratedRegex(@"^npm warn EBADENGINE|Unsupported engine", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex EnginePattern();
}
