using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Registries;

/// <summary>Asks a registry over http about a package: bounded, and with the same words for what goes wrong in every ecosystem.</summary>
internal sealed class RegistryClient(IHttpClientFactory clients, EgressGuard guard)
{
    /// <summary>The name of the client for servers that repositories choose: it connects to no other address than one that was judged.</summary>
    public static string OfRepositories(string client) => $"{client}-of-repositories";

    /// <summary>Gets a package's description and reads it.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="read">Reads the answer; may throw <see cref="JsonException"/> or <see cref="FormatException"/> for what is no description.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StepFailedException">The registry doesn't have it, or wants credentials.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly.</exception>
    public Task<T> GetAsync<T>(RegistryQuestion question, Func<byte[], T> read, CancellationToken cancellationToken) =>
        AskAsync(question, answer => read(Description(question, answer)), cancellationToken);

    /// <summary>Asks, and leaves it to the caller what an answer means that is no success.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="read">Reads the answer; may throw <see cref="JsonException"/> or <see cref="FormatException"/> for what makes no sense.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransientStepException">The registry doesn't answer, not now, or not sensibly.</exception>
    public async Task<T> AskAsync<T>(RegistryQuestion question, Func<RegistryAnswer, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return read(await SendAsync(question, cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or FormatException or ExecutionRejectedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable(question.Address, exception);
        }
    }

    private static byte[] Description(RegistryQuestion question, RegistryAnswer answer) => answer.Status switch
    {
        _ when answer.IsSuccess => answer.Content,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => throw new StepFailedException(
            FailureCodes.PackageNotFound, $"The registry {question.Address.Host} has no package '{question.Package}'."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new StepFailedException(
            FailureCodes.UnsupportedRegistry, $"The registry {question.Address.Host} wants credentials for '{question.Package}', which are not supported yet."),
        _ => throw new HttpRequestException($"The registry answered with status {(int)answer.Status}."),
    };

    private async Task<RegistryAnswer> SendAsync(RegistryQuestion question, CancellationToken cancellationToken)
    {
        if (question.IsOfRepository && await guard.DecideAsync(question.Address, cancellationToken) is { Refusal: { } refusal, Kind: not null })
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"The registry {question.Address.Host}, which the repository names, can't be asked: it {refusal}.");
        }

        using var client = clients.CreateClient(question.IsOfRepository ? OfRepositories(question.Client) : question.Client);
        using var request = new HttpRequestMessage(question.Method, question.Address);
        request.Headers.Authorization = question.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        foreach (var accepted in question.Accept)
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accepted));
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError)
        {
            response.EnsureSuccessStatusCode();
        }

        var content = response.IsSuccessStatusCode ? await ReadAsync(response, question.MaximumBytes, cancellationToken) : [];
        return new RegistryAnswer(response.StatusCode, response.Headers, content);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maximumBytes, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > maximumBytes)
            {
                throw new HttpRequestException($"The answer is larger than {maximumBytes / 1024 / 1024} MiB.");
            }
        }

        return buffer.ToArray();
    }

    private static TransientStepException Unavailable(Uri address, Exception exception) => new(
        new StepFailure
        {
            Code = FailureCodes.RegistryUnavailable,
            Reason = exception is JsonException or FormatException
                ? $"The registry {address.Host} did not answer with a package's description."
                : $"The registry {address.Host} could not be asked.",
            Detail = exception.Message,
            IsTransient = true,
        },
        exception);
}
