using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Where registries are, and which addresses may be asked: a stranger's Dockerfile names them, and what they answer names others.</summary>
internal sealed class RegistryServers(
    IOptions<DockerfileOptions> options, IOptions<SandboxOptions> sandbox, MachineProxy proxy, SpecCursorMetrics metrics, ILogger<EgressGuard> logger)
{
    private readonly EgressGuard _guard = new(
        () => sandbox.Value.NetworkTo([EgressHost.Of(options.Value.DockerHub, isTrusted: true)]).Hosts, proxy, metrics, logger);

    public SocketsHttpHandler CreateHandler() => _guard.CreateHandler();

    /// <summary>A registry's address: https, but for one on this machine, as Docker has it too.</summary>
    public Uri AddressOf(ImageName image)
    {
        if (image.Registry == ImageName.DockerHub)
        {
            return options.Value.DockerHub;
        }

        return Uri.TryCreate($"https://{image.Registry}/", UriKind.Absolute, out var address)
            ? IsOnThisMachine(address) ? new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.IsDefaultPort ? 80 : address.Port }.Uri : address
            : throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"'{image.Registry}' is no registry's address.");
    }

    /// <exception cref="StepFailedException">The address may not be asked.</exception>
    /// <param name="address">The address.</param>
    /// <param name="registry">The registry that it belongs to, or that named it. Whoever is asked by https may not lead to what isn't.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CheckAsync(Uri address, Uri registry, CancellationToken cancellationToken)
    {
        if (address.Scheme != Uri.UriSchemeHttps && (address.Scheme != Uri.UriSchemeHttp || registry.Scheme != Uri.UriSchemeHttp || address.Host != registry.Host))
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"The registry {registry.Authority} leads to {address.Scheme}://{address.Authority}, which is not asked: it is not https.");
        }

        if (await _guard.FindRefusalAsync(address, cancellationToken) is { } refusal)
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"The registry {registry.Authority} can't be asked: {address.Authority} {refusal}.");
        }
    }

    private static bool IsOnThisMachine(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
