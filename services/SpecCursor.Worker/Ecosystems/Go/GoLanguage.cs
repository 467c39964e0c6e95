using System.Globalization;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>The versions of go itself, which are not written like those of modules: <c>1.19</c>, <c>1.21rc1</c>, <c>go1.22.3</c>.</summary>
internal static partial class GoLanguage
{
    /// <summary>go before 1.21 would try a module that is too new for it, and fail with something else.</summary>
    /// <param name="who">Whose manifest it is.</param>
    /// <param name="needed">The version that it names; null for none.</param>
    /// <param name="installed">The machine's.</param>
    /// <exception cref="StepFailedException">The machine's is older.</exception>
    public static void Check(string who, string? needed, GoInstallation installed)
    {
        if (needed is not null && Parse(needed) is { } wanted && Parse(installed.Version) is { } there && wanted.CompareTo(there) > 0)
        {
            throw new StepFailedException(FailureCodes.ToolTooOld, $"{who} needs go {needed}, and the worker's machine has {installed.Version}.");
        }
    }

    /// <summary>Whether one is newer than another. Null, and what can't be read, is newer than nothing.</summary>
    public static bool IsNewer(string? version, string? than) =>
        version is not null && Parse(version) is { } one && (than is null || Parse(than) is not { } other || one.CompareTo(other) > 0);

    private static (int Major, int Minor, int Patch)? Parse(string version) => Pattern().Match(version) is { Success: true } match
        ? (Number(match.Groups[1]), Number(match.Groups[2]), match.Groups[3].Success ? Number(match.Groups[3]) : 0)
        : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?:go)?([0-9]{1,6})\.([0-9]{1,6})(?:\.([0-9]{1,6}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
