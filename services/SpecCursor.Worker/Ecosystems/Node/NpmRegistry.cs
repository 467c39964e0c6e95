using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Asks a registry about a package, by the protocol that npm's own client speaks.</summary>
internal sealed class NpmRegistry(IHttpClientFactory clients)
{
    public const string ClientName = "npm";

    /// <summary>The largest answer that is read, in bytes; the largest packuments that there are have some 20 MB.</summary>
    private const int MaximumBytes = 64 * 1024 * 1024;

    /// <exception cref="StepFailedException">The registry doesn't have it, or wants credentials.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly.</exception>
    public async Task<Packument> GetAsync(Uri registry, string package, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(registry, package, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or ExecutionRejectedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable(registry, exception);
        }
    }

    private async Task<Packument> FetchAsync(Uri registry, string package, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, package.Replace("/", "%2f", StringComparison.Ordinal)));

        // The abbreviated form has all that is needed; registries that don't know it answer with the full one.
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.npm.install-v1+json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.8));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            throw new StepFailedException(FailureCodes.PackageNotFound, $"The registry {registry.Host} has no package '{package}'.");
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"The registry {registry.Host} wants credentials for '{package}', which are not supported yet.");
        }

        response.EnsureSuccessStatusCode();
        return PackumentReader.Read(await ReadAsync(response, cancellationToken));
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
            {
                throw new HttpRequestException($"The answer is larger than {MaximumBytes / 1024 / 1024} MiB.");
            }
        }

        return buffer.ToArray();
    }

    private static TransientStepException Unavailable(Uri registry, Exception exception) => new(
        new StepFailure
        {
            Code = FailureCodes.RegistryUnavailable,
            Reason = exception is JsonException
                ? $"The registry {registry.Host} did not answer with a package's description."
                : $"The registry {registry.Host} could not be asked.",
            Detail = exception.Message,
            IsTransient = true,
        },
        exception);
}
