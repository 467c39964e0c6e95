using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Npm;

/// <summary>Reads why npm failed out of what it printed.</summary>
internal static partial class NpmFailures
{
    private static readonly string[] NetworkCodes =
    [
        "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENETUNREACH", "EHOSTUNREACH", "ERR_SOCKET_TIMEOUT", "E429",
        "E500", "E502", "E503", "E504",
    ];

    public static bool IsPeerConflict(CommandOutput install) => CodeOf(install) == "ERESOLVE";

    /// <summary>npm goes on by itself where the lockfile already has the conflicting packages, and only warns.</summary>
    public static bool HasOverriddenPeer(CommandOutput install) =>
        install.Output.Contains("ERESOLVE overriding peer dependency", StringComparison.Ordinal);

    public static Exception Of(CommandOutput install, string what)
    {
        var code = CodeOf(install);
        return ToolFailures.Of(install, what, code, isNetwork: code is not null && NetworkCodes.Contains(code));
    }

    private static string? CodeOf(CommandOutput install) =>
        CodePattern().Match(install.Output) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^npm (?:error|ERR!) code (\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
