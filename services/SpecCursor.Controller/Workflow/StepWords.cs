using System.Globalization;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What events and failures say to people.</summary>
internal static class StepWords
{
    public const int MaximumReason = 2000;
    public const int MaximumDetail = 16 * 1024;

    public static string Beginning(Upgrade upgrade, UpgradeStep step) => step switch
    {
        UpgradeStep.Resolve => $"Resolving {upgrade.PackageName} {upgrade.TargetVersion}.",
        UpgradeStep.Apply => $"Applying the upgrade of {upgrade.PackageName}.",
        UpgradeStep.Test => "Running the tests.",
        UpgradeStep.Patch => "Asking for a repair of what the upgrade broke.",
        UpgradeStep.Prove => "Proving the version invariants.",
        _ => "Publishing the branch and the pull request.",
    };

    public static string Ending(StepEntry step)
    {
        var name = EnumNames.NameOf(step.Step);
        var word = char.ToUpperInvariant(name[0]) + name[1..];
        var time = step.Duration is { } duration ? $" after {Seconds(duration)}" : string.Empty;
        return step.Failure is { } failure
            ? $"{word} {EnumNames.NameOf(step.Status)}{time}: {failure.Reason}"
            : $"{word} {EnumNames.NameOf(step.Status)}{time}.";
    }

    public static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) + " s";

    public static StepFailure Bounded(StepFailure failure) => failure with
    {
        Code = BoundedText.Of(failure.Code, 100),
        Reason = BoundedText.Of(failure.Reason, MaximumReason),
        Detail = BoundedText.Of(failure.Detail, MaximumDetail),
    };

    public static string Versions(Upgrade upgrade) => $"{upgrade.PackageName} {upgrade.ToVersion ?? upgrade.TargetVersion}";
}
