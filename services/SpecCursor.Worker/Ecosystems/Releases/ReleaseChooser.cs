using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Releases;

/// <summary>Chooses the version that an upgrade goes to: in every ecosystem by the same rules.</summary>
internal sealed class ReleaseChooser(VersionSchemes schemes, IOptions<ReleaseOptions> options, TimeProvider time)
{
    private const int MaximumPublished = 5000;

    /// <param name="context">The upgrade.</param>
    /// <param name="locked">The version that is locked.</param>
    /// <param name="newestLocked">The newest that is locked, where the parts of a repository differ.</param>
    /// <param name="history">What the registry says.</param>
    /// <exception cref="StepFailedException">There is no such version, or it was withdrawn, is too young, or is not newer.</exception>
    public Resolution Choose(UpgradeContext context, IPackageVersion locked, IPackageVersion newestLocked, ReleaseHistory history)
    {
        var scheme = schemes.Find(context.Ecosystem)!;
        var releases = history.Releases.OrderBy(release => release.Version, Comparer<IPackageVersion>.Create(scheme.Compare)).ToList();
        var target = IsWord(context.TargetVersion)
            ? Newest(scheme, context, locked, releases, history.Latest)
            : Exact(scheme, context, releases);
        CheckIsNewer(scheme, context, locked, newestLocked, target.Version);
        return new Resolution(target.Text, [.. releases.TakeLast(MaximumPublished).Select(release => release.Text)], []);
    }

    private static bool IsWord(string target) => target is TargetVersion.Latest or TargetVersion.Minor or TargetVersion.Patch;

    private Release Exact(IVersionScheme scheme, UpgradeContext context, List<Release> releases)
    {
        var wanted = scheme.ParseVersion(context.TargetVersion);
        var target = wanted is null ? null
            : releases.Find(release => release.Text == context.TargetVersion) ?? releases.Find(release => scheme.Compare(release.Version, wanted) == 0);
        if (target is null)
        {
            throw new StepFailedException(FailureCodes.VersionNotFound, $"'{context.PackageName}' has no version {context.TargetVersion} in the registry.");
        }

        if (target.Withdrawal is { } withdrawal)
        {
            throw new StepFailedException(FailureCodes.VersionWithdrawn, $"'{context.PackageName}' {target.Text} is {withdrawal}");
        }

        return IsOldEnough(target)
            ? target
            : throw new StepFailedException(
                FailureCodes.VersionTooNew,
                $"'{context.PackageName}' {target.Text} was published at {target.Published:u}; upgrades go only to versions that are at least {Words(options.Value.MinimumAge)} old.");
    }

    /// <summary>The newest release of those that the word means. Prereleases have to be asked for by their version.</summary>
    private Release Newest(IVersionScheme scheme, UpgradeContext context, IPackageVersion locked, List<Release> releases, string? latest)
    {
        var candidates = releases.Where(release => !release.Version.IsPrerelease && IsMeant(scheme, context.TargetVersion, locked, release.Version)).ToList();
        if (candidates.Count == 0)
        {
            throw new StepFailedException(FailureCodes.VersionNotFound, NotFound(scheme, context, locked));
        }

        var standing = candidates.Where(release => release.Withdrawal is null).ToList();
        if (standing.Count == 0)
        {
            throw new StepFailedException(
                FailureCodes.VersionWithdrawn, $"Every version of '{context.PackageName}' that '{context.TargetVersion}' could mean is withdrawn; {candidates[^1].Text} is {candidates[^1].Withdrawal}");
        }

        // Whoever publishes a package may call another version than the highest its latest; nobody is to be taken beyond that.
        var called = context.TargetVersion == TargetVersion.Latest && latest is not null ? standing.Find(release => release.Text == latest) : null;
        var upTo = called is null ? standing : standing.Where(release => scheme.Compare(release.Version, called.Version) <= 0).ToList();
        return upTo.FindLast(IsOldEnough)
            ?? throw new StepFailedException(
                FailureCodes.VersionTooNew,
                $"Every version of '{context.PackageName}' that '{context.TargetVersion}' could mean is younger than {Words(options.Value.MinimumAge)}.");
    }

    private static bool IsMeant(IVersionScheme scheme, string target, IPackageVersion locked, IPackageVersion candidate)
    {
        var same = target switch
        {
            TargetVersion.Minor => scheme.MajorComponents,
            TargetVersion.Patch => scheme.MajorComponents + 1,
            _ => 0,
        };
        return candidate.Release.AsSpan(0, same).SequenceEqual(locked.Release.AsSpan(0, same));
    }

    private bool IsOldEnough(Release release) => release.Published is not { } published || time.GetUtcNow() - published >= options.Value.MinimumAge;

    private static void CheckIsNewer(IVersionScheme scheme, UpgradeContext context, IPackageVersion locked, IPackageVersion newestLocked, IPackageVersion target)
    {
        if (scheme.Compare(target, locked) == 0 && scheme.Compare(target, newestLocked) == 0)
        {
            throw new StepFailedException(
                FailureCodes.AlreadyUpToDate, $"'{context.PackageName}' is already at {locked.Text}, which is what '{context.TargetVersion}' means here.");
        }

        if (scheme.Compare(target, newestLocked) < 0)
        {
            throw new StepFailedException(
                FailureCodes.DowngradeRefused,
                $"'{context.PackageName}' is at {newestLocked.Text}; going to {target.Text} would be a downgrade, and those are not made.");
        }
    }

    private static string NotFound(IVersionScheme scheme, UpgradeContext context, IPackageVersion locked)
    {
        var same = string.Join('.', locked.Release.Take(scheme.MajorComponents + (context.TargetVersion == TargetVersion.Patch ? 1 : 0)));
        return context.TargetVersion == TargetVersion.Latest
            ? $"'{context.PackageName}' has no stable version."
            : $"'{context.PackageName}' has no stable version {same}.x.";
    }

    private static string Words(TimeSpan age) => age.TotalDays >= 1 ? $"{age.TotalDays:0.#} days" : $"{age.TotalHours:0.#} hours";
}
