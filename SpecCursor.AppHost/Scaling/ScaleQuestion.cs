using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SpecCursor.AppHost.Services;
using SpecCursor.Contracts.Api;

namespace SpecCursor.AppHost.Scaling;

/// <summary>Asks the controller how many replicas of a service there should be.</summary>
/// <param name="Address">Where.</param>
/// <param name="ApiKey">The API's key.</param>
internal sealed record ScaleQuestion(Uri Address, string ApiKey)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks.</summary>
    /// <returns>How many; null where the controller does not answer, as it does not while everything starts.</returns>
    public async Task<int?> AskAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var client = services.CreateReadinessClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Add("X-Api-Key", ApiKey);

        // Not to be traced: it is asked every few seconds, and belongs to no request.
        request.Headers.Add("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00");
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<ScaleResource>(JsonSerializerOptions.Web, limit.Token))?.Replicas
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
