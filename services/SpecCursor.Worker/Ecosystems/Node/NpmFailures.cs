using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

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
        if (install.LimitExceeded is { } limit)
        {
            return new StepFailedException(
                FailureCodes.InstallLimitExceeded, $"{what} was stopped: it exceeded its limit of {limit}.", install.Output);
        }

        var code = CodeOf(install);
        if (code is not null && NetworkCodes.Contains(code))
        {
            return new TransientStepException(new StepFailure
            {
                Code = FailureCodes.RegistryUnavailable,
                Reason = $"{what} failed because the registry could not be reached ({code}).",
                Detail = Tail(install.Output),
                IsTransient = true,
            });
        }

        var suffix = code is null ? $"exit code {install.ExitCode}" : code;
        return new StepFailedException(FailureCodes.InstallFailed, $"{what} failed ({suffix}).", install.Output);
    }

    private static string? CodeOf(CommandOutput install) =>
        CodePattern().Match(install.Output) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Tail(string text) => text.Length > 16 * 1024 ? text[^(16 * 1024)..] : text;

    [GeneratedRegex(@"^npm (?:error|ERR!) code (\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
