using System.Net;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Questions about one image: with the token that its registry gives to anyone, where it wants one, and with redirections looked at before they are followed.</summary>
internal sealed class RegistrySession(RegistryClient client, RegistryServers servers, ImageName image)
{
    private const int MaximumHops = 5;
    private const int MaximumBytes = 8 * 1024 * 1024;
    private const int MaximumTokenBytes = 64 * 1024;

    private readonly Uri _registry = servers.AddressOf(image);
    private string? _token;

    /// <summary>An address of the image's own.</summary>
    public Uri Address(string what) => new(_registry, $"v2/{image.Path}/{what}");

    /// <summary>Asks for a tag's manifest.</summary>
    public Task<T?> AskAsync<T>(HttpMethod method, string tag, Func<RegistryAnswer, T?> read, CancellationToken cancellationToken)
        where T : class => AskAsync(method, Address($"manifests/{tag}"), ManifestTypes.All, read, cancellationToken);

    /// <summary>Asks, and reads the answer; null where the registry has nothing there.</summary>
    public async Task<T?> AskAsync<T>(
        HttpMethod method, Uri address, IReadOnlyList<string> accept, Func<RegistryAnswer, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var hop = 0; hop < MaximumHops; hop++)
        {
            await servers.CheckAsync(address, _registry, cancellationToken);
            var question = new RegistryQuestion
            {
                Client = ImageRegistry.ClientName,
                Address = address,
                Package = image.Familiar,
                Accept = accept,
                Method = method,

                // For the registry that it was given for, and no other.
                Token = address.Authority == _registry.Authority ? _token : null,
                MaximumBytes = MaximumBytes,
            };
            T? result = null;
            var answer = await client.AskAsync(
                question,
                answer =>
                {
                    result = answer.IsSuccess ? read(answer) : null;
                    return answer;
                },
                cancellationToken);
            switch (answer.Status)
            {
                case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    return null;
                case HttpStatusCode.Unauthorized when _token is null:
                    _token = await GetTokenAsync(answer, cancellationToken);
                    break;
                case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                    throw WantsCredentials();
                case var status when (int)status is >= 300 and < 400 && answer.Headers.Location is { } location:
                    address = new Uri(address, location);
                    break;
                default:
                    return answer.IsSuccess ? result : throw Unexpected($"answered with status {(int)answer.Status}");
            }
        }

        throw Unexpected("leads from one address to the next");
    }

    private async Task<string> GetTokenAsync(RegistryAnswer refusal, CancellationToken cancellationToken)
    {
        var challenge = BearerChallenge.Of(refusal.Headers) ?? throw WantsCredentials();
        var address = challenge.Question(image.Path);
        await servers.CheckAsync(address, _registry, cancellationToken);
        var question = new RegistryQuestion { Client = ImageRegistry.ClientName, Address = address, Package = image.Familiar, MaximumBytes = MaximumTokenBytes };
        return await client.AskAsync(
            question,
            answer => answer.IsSuccess ? TokenReader.Read(answer.Content)
                : answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? throw WantsCredentials()
                : throw Unexpected($"sends to {address.Authority} for a token, which answered with status {(int)answer.Status}"),
            cancellationToken);
    }

    private StepFailedException WantsCredentials() => new(
        FailureCodes.UnsupportedRegistry,
        $"The registry {image.Registry} shows '{image.Familiar}' only to those who have credentials, which are not supported yet, or has no such image.");

    private StepFailedException Unexpected(string what) => new(FailureCodes.UnsupportedRegistry, $"The registry {image.Registry} {what} when asked about '{image.Familiar}'.");
}
