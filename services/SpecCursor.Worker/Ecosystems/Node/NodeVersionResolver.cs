using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Chooses the version that an upgrade goes to.</summary>
internal static class NodeVersionResolver
{
    private const int MaximumPublished = 5000;

    /// <param name="context">The upgrade.</param>
    /// <param name="locked">The version that is locked.</param>
    /// <param name="newestLocked">The newest that is locked, where workspaces differ.</param>
    /// <param name="packument">What the registry says.</param>
    /// <exception cref="StepFailedException">There is no such version, or it is not newer.</exception>
    public static Resolution Resolve(UpgradeContext context, NpmVersion locked, NpmVersion newestLocked, Packument packument)
    {
        var published = packument.Versions.Keys
            .Select(text => (Text: text, Version: NpmVersion.Parse(text)))
            .Where(entry => entry.Version is not null)
            .OrderBy(entry => entry.Version)
            .ToList();
        var target = Choose(context.TargetVersion, locked, published, packument)
            ?? throw new StepFailedException(FailureCodes.VersionNotFound, NotFound(context, locked));
        Check(context, locked, newestLocked, NpmVersion.Parse(target)!);
        var notes = packument.Versions[target] is { } notice
            ? new[] { $"{context.PackageName} {target} is deprecated: {notice}" }
            : [];
        return new Resolution(target, [.. published.TakeLast(MaximumPublished).Select(entry => entry.Text)], notes);
    }

    private static string? Choose(string target, NpmVersion locked, List<(string Text, NpmVersion? Version)> published, Packument packument)
    {
        switch (target)
        {
            case TargetVersion.Latest:
                return packument.DistTags.TryGetValue("latest", out var tagged) && NpmVersion.Parse(tagged) is { IsPrerelease: false }
                    && packument.Versions.ContainsKey(tagged)
                    ? tagged
                    : Newest(published, packument, _ => true);
            case TargetVersion.Minor:
                return Newest(published, packument, version => version.Major == locked.Major);
            case TargetVersion.Patch:
                return Newest(published, packument, version => version.Major == locked.Major && version.Minor == locked.Minor);
            default:
                var exact = NpmVersion.Parse(target);
                return exact is null ? null : published.FirstOrDefault(entry => entry.Version == exact).Text;
        }
    }

    /// <summary>The newest stable version; a deprecated one only where all are.</summary>
    private static string? Newest(List<(string Text, NpmVersion? Version)> published, Packument packument, Func<NpmVersion, bool> isWanted)
    {
        var candidates = published.Where(entry => !entry.Version!.IsPrerelease && isWanted(entry.Version)).Select(entry => entry.Text).ToList();
        return candidates.LastOrDefault(text => packument.Versions[text] is null) ?? candidates.LastOrDefault();
    }

    private static void Check(UpgradeContext context, NpmVersion locked, NpmVersion newestLocked, NpmVersion target)
    {
        if (target == locked && target == newestLocked)
        {
            throw new StepFailedException(
                FailureCodes.AlreadyUpToDate, $"'{context.PackageName}' is already at {locked.Text}, which is what '{context.TargetVersion}' means here.");
        }

        if (target < newestLocked)
        {
            throw new StepFailedException(
                FailureCodes.DowngradeRefused,
                $"'{context.PackageName}' is at {newestLocked.Text}; going to {target.Text} would be a downgrade, and those are not made.");
        }
    }

    private static string NotFound(UpgradeContext context, NpmVersion locked) => context.TargetVersion switch
    {
        TargetVersion.Latest => $"'{context.PackageName}' has no stable version.",
        TargetVersion.Minor => $"'{context.PackageName}' has no stable version {locked.Major}.x.",
        TargetVersion.Patch => $"'{context.PackageName}' has no stable version {locked.Major}.{locked.Minor}.x.",
        _ => $"'{context.PackageName}' has no version {context.TargetVersion} in the registry.",
    };
}
