using System.Net.Http.Json;
using System.Text.Json;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>The part of the REST API that measurements use.</summary>
/// <param name="controller">Where it is.</param>
internal sealed class UpgradeApi(Uri controller) : IDisposable
{
    private const int PageSize = 100;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PublicationPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PublishedWithin = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient client = LoadClient.Create(controller, ServiceLauncher.ApiKey);

    /// <summary>Asks for the upgrade of ms in a repository.</summary>
    public Task<UpgradeResource> CreateAsync(string repository, CancellationToken cancellationToken) => CreateAsync(repository, SampleUpgrade.Uptime, cancellationToken);

    /// <summary>Asks for an upgrade in a repository.</summary>
    public async Task<UpgradeResource> CreateAsync(string repository, SampleUpgrade upgrade, CancellationToken cancellationToken)
    {
        var request = new CreateUpgradeRequest
        {
            Repository = repository,
            Ecosystem = upgrade.Ecosystem,
            PackageName = upgrade.Package,
            TargetVersion = upgrade.Target,
        };
        using var response = await client.PostAsJsonAsync("/api/v1/upgrades", request, Json, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync<UpgradeResource>(Json, cancellationToken)
                ?? throw new MeasurementException("The controller created an upgrade and answered nothing.")
            : throw new MeasurementException(
                $"The controller answered a request for an upgrade with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    /// <summary>Reads one upgrade.</summary>
    public async Task<UpgradeResource> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<UpgradeResource>($"/api/v1/upgrades/{id}", Json, cancellationToken)
        ?? throw new MeasurementException($"The controller does not know upgrade {id}.");

    /// <summary>Waits until an upgrade has been published.</summary>
    /// <exception cref="MeasurementException">It failed, or took too long.</exception>
    public async Task<UpgradeResource> WaitUntilPublishedAsync(Guid id, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < PublishedWithin)
        {
            var upgrade = await ReadAsync(id, cancellationToken);
            switch (upgrade.Status)
            {
                case UpgradeStatus.Completed:
                    return upgrade;
                case UpgradeStatus.Failed or UpgradeStatus.Cancelled:
                    throw new MeasurementException($"The upgrade failed: {upgrade.Failure?.Reason}");
                default:
                    await Task.Delay(PublicationPoll, cancellationToken);
                    break;
            }
        }

        throw new MeasurementException($"The upgrade did not end within {PublishedWithin.TotalMinutes:0} minutes.");
    }

    /// <summary>Reads an upgrade's steps.</summary>
    public async Task<IReadOnlyList<StepResource>> StepsAsync(Guid id, CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<IReadOnlyList<StepResource>>($"/api/v1/upgrades/{id}/steps", Json, cancellationToken) ?? [];

    /// <summary>Counts the upgrades of a status, such as <c>completed</c>.</summary>
    public async Task<long> CountAsync(string status, CancellationToken cancellationToken) =>
        (await client.GetFromJsonAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?status={status}&pageSize=1", Json, cancellationToken))?.Total ?? 0;

    /// <summary>The newest upgrades, the newest first.</summary>
    public async Task<IReadOnlyList<UpgradeResource>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        List<UpgradeResource> upgrades = [];
        for (var page = 1; upgrades.Count < count; page++)
        {
            var read = await client.GetFromJsonAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?page={page}&pageSize={PageSize}", Json, cancellationToken);
            if (read is not { Items.Count: > 0 })
            {
                throw new MeasurementException($"The controller lists {upgrades.Count} upgrades where there should be {count}.");
            }

            upgrades.AddRange(read.Items);
        }

        return [.. upgrades.Take(count)];
    }

    /// <summary>Waits until a number of upgrades have completed in all.</summary>
    /// <exception cref="MeasurementException">One failed, or it took too long.</exception>
    public async Task WaitUntilCompletedAsync(long total, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        long completed;
        while ((completed = await CountAsync("completed", cancellationToken)) < total)
        {
            if (await CountAsync("failed", cancellationToken) is > 0 and var failed)
            {
                throw new MeasurementException($"{failed} of the upgrades failed; all of them should complete.");
            }

            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new MeasurementException($"{completed} of {total} upgrades completed within {limit.TotalSeconds:0} s.");
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}
