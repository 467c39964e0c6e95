using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Reads why pip failed out of what it printed.</summary>
internal static partial class PipFailures
{
    private static readonly (string Said, string Code)[] Codes =
    [
        ("ResolutionImpossible", "conflicting requirements"),
        ("version solving failed", "conflicting requirements"),
        ("No solution found when resolving", "conflicting requirements"),
        ("Required uv version", "another uv is required"),
        ("DO NOT MATCH THE HASHES", "a file that does not match its hash"),
        ("In --require-hashes mode", "a package without a hash"),
        ("Hashes are required", "a package without a hash"),
        ("No matching distribution found", "no matching distribution"),
        ("metadata-generation-failed", "a build that failed"),
        ("Failed building wheel", "a build that failed"),
        ("Invalid requirement", "an invalid requirement"),
    ];

    /// <summary>Whether the requirements contradict each other.</summary>
    public static bool IsConflict(CommandOutput install) => install.ExitCode != 0 && install.Output.Contains("ResolutionImpossible", StringComparison.Ordinal);

    /// <summary>Whether there was no wheel, so that sources may help.</summary>
    public static bool LacksWheel(CommandOutput install) =>
        install is { ExitCode: not 0, LimitExceeded: null } && install.Output.Contains("No matching distribution found", StringComparison.Ordinal);

    public static Exception Of(CommandOutput install, string what)
    {
        var code = Codes.FirstOrDefault(code => install.Output.Contains(code.Said, StringComparison.Ordinal)).Code;
        return ToolFailures.Of(install, what, code, IsNetwork(install));
    }

    /// <summary>A server that the proxy didn't let through will not be let through later.</summary>
    public static bool IsNetwork(CommandOutput install) => Network().IsMatch(install.Output) && !install.Output.Contains("[SpecCursor] Not let through", StringComparison.Ordinal);

    [GeneratedRegex(
        @"connection broken by|All attempts to connect to|Max retries exceeded|error sending request for url|HTTP status server error|Read timed out|HTTP error (?:429|5\d\d)|(?:429|5\d\d) (?:Client|Server) Error",
        RegexOptions.CultureInvariant)]
    private static partial Regex Network();
}
