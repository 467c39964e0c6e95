using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Chooses the tags that an upgrade goes to: of the kind that each use has, so that suffixes and the number of numbers stay.</summary>
internal sealed class TagChooser(ReleaseChooser chooser, IOptions<ReleaseOptions> options)
{
    private static readonly Comparer<ImageTag> Order = Comparer<ImageTag>.Default;

    /// <param name="context">The upgrade.</param>
    /// <param name="declaration">Where the image is used.</param>
    /// <param name="tags">All tags that the registry has of it.</param>
    /// <exception cref="StepFailedException">None of them will do.</exception>
    public (Resolution Resolution, IReadOnlyDictionary<ImageUse, string> Tags) Choose(UpgradeContext context, DockerfileDeclaration declaration, IEnumerable<string> tags)
    {
        var lead = declaration.Lead;
        var published = tags.Select(ImageTag.Parse).OfType<ImageTag>().ToList();
        var kind = published.Where(lead.IsCompatibleWith).ToList();
        var history = new ReleaseHistory([.. kind.Select(tag => new Release(tag, tag.Text))]);
        var newest = declaration.Uses.Select(entry => entry.Use.Version!).Where(lead.IsCompatibleWith).Max(Order)!;
        var chosen = chooser.Choose(context with { TargetVersion = Wanted(context, lead, kind) }, lead, newest, history);
        var target = ImageTag.Parse(chosen.Version)!;
        var notes = new List<string>(chosen.Notes);
        if (options.Value.MinimumAge > TimeSpan.Zero)
        {
            notes.Add("Registries don't tell when a tag was published, so its age was not looked at.");
        }

        var chosenTags = new Dictionary<ImageUse, string>(ReferenceEqualityComparer.Instance);
        foreach (var (file, use) in declaration.Uses)
        {
            var tag = lead.IsCompatibleWith(use.Version!) ? target : Counterpart(use.Version!, target, published);
            if (tag is null)
            {
                notes.Add($"Left alone: {DockerfileFinder.Place(file, use)} is of another kind, which has no tag for {target.Text}.");
            }
            else if (tag.Text != use.Reference!.Tag)
            {
                chosenTags[use] = tag.Text;
            }
        }

        return (chosen with { Notes = notes }, chosenTags);
    }

    /// <summary>The tag of the leading use's kind that a version means: it may lack the suffix, and have more numbers than are written.</summary>
    private static string Wanted(UpgradeContext context, ImageTag lead, List<ImageTag> kind)
    {
        var target = context.TargetVersion;
        if (target is TargetVersion.Latest or TargetVersion.Minor or TargetVersion.Patch)
        {
            return target;
        }

        var wanted = ImageTag.Parse(target);
        var meant = wanted is null ? [] : kind.Where(tag => tag.IsPrerelease == wanted.IsPrerelease && IsFor(wanted, tag) && (wanted.Suffix.Length == 0 || wanted.Suffix == tag.Suffix));
        return kind.Find(tag => tag.Text == target)?.Text ?? meant.Max(Order)?.Text ?? throw new StepFailedException(
            FailureCodes.VersionNotFound,
            wanted is null
                ? $"'{target}' names no version that '{context.PackageName}' could go to."
                : $"'{context.PackageName}' has no tag for {target} of the kind that '{lead.Text}' is.");
    }

    /// <summary>The newest tag of a use's own kind for the version that the leading use goes to; null where there is none, or none that is newer.</summary>
    private static ImageTag? Counterpart(ImageTag written, ImageTag target, List<ImageTag> published) => published
        .Where(tag => tag.IsPrerelease == target.IsPrerelease && written.IsCompatibleWith(tag) && IsFor(target, tag) && tag >= written)
        .Max(Order);

    /// <summary>Whether a tag has the numbers of a version, as many as it has itself.</summary>
    private static bool IsFor(ImageTag version, ImageTag tag) =>
        tag.ComponentCount <= version.ComponentCount && tag.Release.AsSpan(0, tag.ComponentCount).SequenceEqual(version.Release.AsSpan(0, tag.ComponentCount));
}
