using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Registry;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Finds the new tags, what they stand for, and whether they are there for the platforms that are asked for.</summary>
internal sealed class ImageResolver(ImageRegistry registry, TagChooser chooser)
{
    /// <exception cref="StepFailedException">There is no tag to go to.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer.</exception>
    public async Task<ImageResolution> ResolveAsync(UpgradeRun run, DockerfileDeclaration declaration, CancellationToken cancellationToken)
    {
        var (chosen, tags) = chooser.Choose(run.Context, declaration, await registry.ListTagsAsync(declaration.Image, cancellationToken));
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags.Values.Distinct())
        {
            digests[tag] = await registry.FindDigestAsync(declaration.Image, tag, cancellationToken)
                ?? throw new StepFailedException(FailureCodes.VersionNotFound, $"The registry lists the tag '{tag}' of '{run.Context.PackageName}', but has nothing there.");
        }

        await CheckPlatformsAsync(declaration, tags, cancellationToken);
        return new ImageResolution(chosen.Version, chosen.PublishedVersions, chosen.Notes, tags, digests);
    }

    private async Task CheckPlatformsAsync(DockerfileDeclaration declaration, IReadOnlyDictionary<ImageUse, string> tags, CancellationToken cancellationToken)
    {
        var asked = tags.Where(entry => entry.Key.Platform is not null)
            .Select(entry => (Tag: entry.Value, Platform: ImagePlatform.Parse(entry.Key.Platform!)))
            .Where(entry => entry.Platform is not null)
            .Distinct();
        foreach (var group in asked.GroupBy(entry => entry.Tag, entry => entry.Platform!))
        {
            if (await registry.FindPlatformsAsync(declaration.Image, group.Key, cancellationToken) is { } platforms
                && group.FirstOrDefault(platform => !platforms.Contains(platform)) is { } missing)
            {
                throw new StepFailedException(
                    FailureCodes.VersionNotFound,
                    $"'{declaration.Image.Familiar}:{group.Key}' is not there for {missing}, which a Dockerfile asks for; it is there for {string.Join(", ", platforms.Take(20))}.");
            }
        }
    }
}
