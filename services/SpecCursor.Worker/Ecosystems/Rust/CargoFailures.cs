using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Reads why cargo failed out of what it printed.</summary>
internal static partial class CargoFailures
{
    private const int MaximumMessage = 200;

    /// <summary>Cargo could not change what is locked or download it.</summary>
    public static Exception Of(CommandOutput output, string what) =>
        ToolFailures.Of(output, what, Message(output), isNetwork: NetworkPattern().IsMatch(output.Output));

    /// <summary>Cargo could not read a project as it is at the base commit.</summary>
    public static Exception OfProject(CommandOutput output, string project) =>
        output.LimitExceeded is not null || NetworkPattern().IsMatch(output.Output) ? Of(output, "cargo metadata")
        : LockedPattern().IsMatch(output.Output) ? Failed(
            FailureCodes.LockfileOutOfDate, $"The Cargo.lock of {project} does not fit its manifests: run 'cargo update --workspace' and commit the result first", output)
        : output.Output.Contains("failed to parse lock file", StringComparison.Ordinal) ? Failed(FailureCodes.InvalidLockfile, $"cargo can't read the Cargo.lock of {project}", output)
        : ManifestPattern().IsMatch(output.Output) ? Failed(FailureCodes.InvalidManifest, $"cargo can't read {project}: {Message(output)}", output)
        : Of(output, "cargo metadata");

    private static StepFailedException Failed(string code, string reason, CommandOutput output) => new(code, $"{reason}.", output.Output);

    /// <summary>The first line of what went wrong.</summary>
    private static string? Message(CommandOutput output) =>
        MessagePattern().Match(output.Output) is { Success: true } match ? match.Groups[1].Value[..Math.Min(MaximumMessage, match.Groups[1].Length)].TrimEnd('.', ' ') : null;

    [GeneratedRegex(@"^error: (\S.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex MessagePattern();

    [GeneratedRegex("--locked was passed", RegexOptions.CultureInvariant)]
    private static partial Regex LockedPattern();

    [GeneratedRegex(
        @"failed to (?:parse|load|read) manifest|^ *--> .*Cargo\.toml:|root of a workspace|workspace root|in a workspace when it's not|cyclic package dependency|two packages named",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ManifestPattern();

    [GeneratedRegex(
        @"spurious network error|[Cc]ould(?:n't| not) (?:resolve|connect)|[Ff]ailed to connect|[Tt]imeout was reached|SSL connect error|got (?:429|5\d\d)\b|\[(?:5|6|7|28|35|52|55|56)\] ",
        RegexOptions.CultureInvariant)]
    private static partial Regex NetworkPattern();
}
