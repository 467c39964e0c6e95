using System.Net.Http.Json;
using System.Text.Json;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Cli.Demo;

/// <summary>The part of the REST API that the demo reads.</summary>
internal sealed class UpgradeClient(HttpClient client)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The newest upgrade of a repository; null while there is none.</summary>
    public async Task<UpgradeResource?> FindAsync(string repository, CancellationToken cancellationToken)
    {
        var page = await client.GetFromJsonAsync<PageOf<UpgradeResource>>(
            $"/api/v1/upgrades?repository={Uri.EscapeDataString(repository)}&pageSize=1", Json, cancellationToken);
        return page?.Items.Count > 0 ? page.Items[0] : null;
    }

    public Task<IReadOnlyList<StepResource>> StepsAsync(Guid upgradeId, CancellationToken cancellationToken) =>
        ListAsync<StepResource>(upgradeId, "steps", cancellationToken);

    public Task<IReadOnlyList<PatchResource>> PatchesAsync(Guid upgradeId, CancellationToken cancellationToken) =>
        ListAsync<PatchResource>(upgradeId, "patches", cancellationToken);

    public Task<IReadOnlyList<ProofResource>> ProofsAsync(Guid upgradeId, CancellationToken cancellationToken) =>
        ListAsync<ProofResource>(upgradeId, "proofs", cancellationToken);

    private async Task<IReadOnlyList<T>> ListAsync<T>(Guid upgradeId, string list, CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<IReadOnlyList<T>>($"/api/v1/upgrades/{upgradeId}/{list}", Json, cancellationToken) ?? [];
}
