using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Reads why a restore failed out of what it printed.</summary>
internal static partial class DotNetFailures
{
    private static readonly string[] ConflictCodes = ["NU1605", "NU1608"];

    /// <summary>Whether a package got another version than some other package's range admits, which is only a warning unless it is made an error.</summary>
    public static bool IsConflict(CommandOutput restore) => CodesOf(restore) is { Count: > 0 } codes && codes.TrueForAll(ConflictCodes.Contains);

    /// <summary>Whether it went on although a package got another version than some other package's range admits.</summary>
    public static bool HasOverriddenConflict(CommandOutput restore) => restore.Output.Contains("warning NU1608", StringComparison.Ordinal);

    public static Exception Of(CommandOutput restore, string what)
    {
        var codes = CodesOf(restore);
        if (codes.Contains("NU1004"))
        {
            return new StepFailedException(
                FailureCodes.LockfileOutOfDate, "A packages.lock.json does not fit its project: run 'dotnet restore' and commit the result first.", restore.Output);
        }

        var code = restore.Output.Contains("A compatible .NET SDK was not found", StringComparison.Ordinal) ? "the .NET SDK that global.json wants is not installed where the worker runs"
            : codes.FirstOrDefault();
        return ToolFailures.Of(restore, what, code, isNetwork: codes.Contains("NU1301"));
    }

    private static List<string> CodesOf(CommandOutput restore) =>
        [.. CodePattern().Matches(restore.Output).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\berror ((?:NU|MSB|NETSDK)[0-9]{4})\b", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
