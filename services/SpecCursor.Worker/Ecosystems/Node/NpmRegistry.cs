using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Asks a registry about a package, by the protocol that npm's own client speaks.</summary>
internal sealed class NpmRegistry(RegistryClient client, IOptions<ReleaseOptions> releases)
{
    public const string ClientName = "npm";

    // The abbreviated form has all that is needed but times; registries that don't know it answer with the full one.
    private static readonly string[] Abbreviated = ["application/vnd.npm.install-v1+json", "application/json; q=0.8"];
    private static readonly string[] Full = ["application/json"];

    /// <param name="registry">Its address, with a slash at its end.</param>
    /// <param name="isOfRepository">Whether a repository chose it.</param>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StepFailedException">The registry doesn't have it, or wants credentials.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly.</exception>
    public Task<ReleaseHistory> GetAsync(Uri registry, bool isOfRepository, string package, CancellationToken cancellationToken) => client.GetAsync(
        new RegistryQuestion
        {
            Client = ClientName,
            Address = new Uri(registry, package.Replace("/", "%2f", StringComparison.Ordinal)),
            IsOfRepository = isOfRepository,
            Package = package,
            Accept = releases.Value.MinimumAge > TimeSpan.Zero ? Full : Abbreviated,
        },
        json => PackumentReader.Read(json),
        cancellationToken);
}
