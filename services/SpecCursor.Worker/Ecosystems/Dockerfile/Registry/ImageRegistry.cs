using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Asks registries about images, by the API that they all speak (OCI Distribution 1.1, Docker Registry v2), as nobody in particular.</summary>
internal sealed class ImageRegistry(RegistryClient client, RegistryServers servers)
{
    public const string ClientName = "oci";

    private const int TagsOfPage = 1000;
    private const int MaximumPages = 100;
    private const int MaximumTags = 100_000;

    /// <summary>All tags of an image.</summary>
    /// <exception cref="StepFailedException">There is no such image, or none for anyone; or it may not be asked; or there are too many tags.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly.</exception>
    public async Task<IReadOnlyList<string>> ListTagsAsync(ImageName image, CancellationToken cancellationToken)
    {
        var registry = Open(image);
        var tags = new List<string>();
        var next = registry.Address($"tags/list?n={TagsOfPage}");
        for (var page = 0; page < MaximumPages && tags.Count <= MaximumTags; page++)
        {
            var (listed, following) = await registry.AskAsync(HttpMethod.Get, next, ["application/json"], TagList.Read, cancellationToken)
                ?? throw new StepFailedException(FailureCodes.PackageNotFound, $"The registry {image.Registry} has no image '{image.Familiar}'.");
            tags.AddRange(listed);
            if (following is null)
            {
                return tags;
            }

            // Another page of the same list, wherever the link says to find it.
            next = new UriBuilder(next) { Query = new Uri(next, following).Query }.Uri;
        }

        throw new StepFailedException(
            FailureCodes.UnsupportedRegistry, $"'{image.Familiar}' has more tags than are read ({MaximumTags} on {MaximumPages} pages), so the newest can't be told.");
    }

    /// <summary>The digest that a tag has now; null where there is no such tag.</summary>
    public Task<string?> FindDigestAsync(ImageName image, string tag, CancellationToken cancellationToken) =>
        Open(image).AskAsync(HttpMethod.Head, tag, ManifestReader.DigestOf, cancellationToken);

    /// <summary>The platforms that a tag has images for; null where it is one image, whose platform isn't told there.</summary>
    public Task<IReadOnlyList<ImagePlatform>?> FindPlatformsAsync(ImageName image, string tag, CancellationToken cancellationToken) =>
        Open(image).AskAsync(HttpMethod.Get, tag, ManifestReader.PlatformsOf, cancellationToken);

    private RegistrySession Open(ImageName image) => new(client, servers, image);
}
