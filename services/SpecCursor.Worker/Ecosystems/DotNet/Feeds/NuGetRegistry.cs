using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>
/// Asks NuGet's servers by their protocol, version 3. NuGet's own client would bring its own http with it, which is neither bounded nor counted
/// like that of the other registries.
/// </summary>
internal sealed class NuGetRegistry(RegistryClient client)
{
    public const string ClientName = "nuget";

    /// <summary>64 versions each.</summary>
    private const int MaximumPages = 200;

    /// <summary>Asks a source what it has where.</summary>
    /// <exception cref="StepFailedException">It isn't there, or wants credentials.</exception>
    /// <exception cref="TransientStepException">It doesn't answer, or not sensibly.</exception>
    public async Task<NuGetFeed> OpenAsync(NuGetSource source, string package, CancellationToken cancellationToken)
    {
        if (source.Address is null)
        {
            return Directory.Exists(source.Folder)
                ? new NuGetFeed(source, null, null)
                : throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"The folder of packages that the worker is configured for ('{source.Folder}') is not there.");
        }

        return await client.GetAsync(Question(source, source.Address, package), json => ServiceIndexReader.Read(source, json), cancellationToken);
    }

    /// <summary>The versions that any of the sources has.</summary>
    /// <exception cref="StepFailedException">None has any, or one wants credentials.</exception>
    /// <exception cref="TransientStepException">One doesn't answer, or not sensibly.</exception>
    public async Task<ReleaseHistory> GetAsync(IReadOnlyList<NuGetFeed> feeds, string package, CancellationToken cancellationToken)
    {
        var releases = new Dictionary<IPackageVersion, Release>();
        StepFailedException? notFound = null;
        foreach (var feed in feeds)
        {
            try
            {
                foreach (var release in await GetAsync(feed, package, cancellationToken))
                {
                    releases.TryAdd(release.Version, release);
                }
            }
            catch (StepFailedException exception) when (exception.Failure.Code == FailureCodes.PackageNotFound)
            {
                notFound = exception;
            }
        }

        return releases.Count > 0
            ? new ReleaseHistory([.. releases.Values])
            : throw notFound ?? new StepFailedException(FailureCodes.PackageNotFound, $"The registry has no package '{package}'.");
    }

    private async Task<IEnumerable<Release>> GetAsync(NuGetFeed feed, string package, CancellationToken cancellationToken)
    {
        if (feed.Source.Folder is { } folder)
        {
            return FolderFeed.Read(folder, package)?.Releases
                ?? throw new StepFailedException(FailureCodes.PackageNotFound, $"The folder of packages that the worker is configured for has no package '{package}'.");
        }

        var path = $"{Uri.EscapeDataString(package.ToLowerInvariant())}/index.json";
        return feed.Registrations is { } registrations
            ? await GetDescribedAsync(feed, Question(feed.Source, new Uri(registrations, path), package), cancellationToken)
            : await client.GetAsync(Question(feed.Source, new Uri(feed.Content!, path), package), RegistrationReader.ReadVersions, cancellationToken);
    }

    private async Task<IEnumerable<Release>> GetDescribedAsync(NuGetFeed feed, RegistryQuestion question, CancellationToken cancellationToken)
    {
        var pages = await client.GetAsync(question, RegistrationReader.ReadIndex, cancellationToken);
        var releases = new List<Release>();
        foreach (var page in pages.TakeLast(MaximumPages))
        {
            if (page.Releases is { } known)
            {
                releases.AddRange(known);
            }
            else if (page.Address is { } text && ServiceIndexReader.Allowed(feed.Source, text) is { } address)
            {
                releases.AddRange(await client.GetAsync(question with { Address = address }, RegistrationReader.ReadPage, cancellationToken));
            }
        }

        return releases;
    }

    private static RegistryQuestion Question(NuGetSource source, Uri address, string package) =>
        new() { Client = ClientName, Address = address, IsOfRepository = !source.IsTrusted, Package = package };
}
