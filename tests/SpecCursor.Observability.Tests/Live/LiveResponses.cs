using System.Net.Http.Json;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>What the controller does about alerts, as its API tells it.</summary>
internal static class LiveResponses
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>All of them, the newest first.</summary>
    public static async Task<IReadOnlyList<RemediationResource>> ListResponsesAsync(this HttpClient api, bool isLive = false, CancellationToken cancellationToken = default)
    {
        var page = await api.GetFromJsonAsync<PageOf<RemediationResource>>(
            new Uri($"/api/v1/remediations?pageSize=100&live={(isLive ? "true" : "false")}", UriKind.Relative), cancellationToken);
        return page!.Items;
    }

    /// <summary>Waits until one is in force.</summary>
    public static async Task<RemediationResource> WaitForResponseAsync(this HttpClient api, string action, string? target)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var inForce = await api.ListResponsesAsync(isLive: true, limit.Token);
            if (inForce.FirstOrDefault(item => item.Action == action && item.Target == target) is { } response)
            {
                return response;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Waits until one has ended.</summary>
    public static async Task<RemediationResource> WaitForEndOfResponseAsync(this HttpClient api, Guid id)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var response = (await api.ListResponsesAsync(cancellationToken: limit.Token)).Single(item => item.Id == id);
            if (response.EndedAt is not null)
            {
                return response;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
