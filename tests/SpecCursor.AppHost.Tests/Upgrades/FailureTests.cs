using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>What cannot be done, asked of the whole application: it says no at once, or the upgrade fails for a reason that a person understands.</summary>
[Collection(ObservedApp.Collection)]
public sealed class FailureTests(ObservedApp observed)
{
    [Theory]
    [InlineData("failures/nowhere", "ms", "2.1.3", "repository-not-found", "failures/nowhere")]
    [InlineData("failures/uptime", "left-pad", "1.3.0", "package-not-in-repository", "left-pad")]
    [InlineData("failures/uptime", "ms", "2.999.0", "version-not-found", "2.999.0")]
    [InlineData("failures/uptime", "ms", "2.1.2", "already-up-to-date", "2.1.2")]
    [InlineData("failures/uptime", "ms", "2.0.0", "downgrade-refused", "2.0.0")]
    public async Task Upgrade_that_cannot_be_done_fails_with_its_reason(string repository, string package, string version, string code, string named)
    {
        using var stage = new UpgradeStage(observed.App);
        using var api = observed.App.CreateApiClient();
        var scenario = Scenario.Load(UpgradeStage.SamplesFolder).Single(one => one.Sample == "node/uptime") with { Owner = "failures" };
        await stage.Forge.CreateAsync(scenario, CancellationToken.None);

        using var response = await PostAsync(api, repository, "node", package, version);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var upgrade = await stage.EndOfAsync(scenario with { Sample = "node/" + repository.Split('/')[1], Package = package });

        Assert.Equal((UpgradeStatus.Failed, code), (upgrade.Status, upgrade.Failure?.Code));
        Assert.Contains(named, upgrade.Failure!.Reason, StringComparison.Ordinal);
        Assert.Null(upgrade.Branch);
    }

    [Theory]
    [InlineData("../../etc", "node", "ms", "2.1.3", "repository")]
    [InlineData("--upload-pack=id/x", "node", "ms", "2.1.3", "repository")]
    [InlineData("failures/uptime", "node", "--registry=x", "2.1.3", "package")]
    [InlineData("failures/uptime", "node", "../ms", "2.1.3", "package")]
    [InlineData("failures/uptime", "node", "ms", "$(id)", "version")]
    [InlineData("failures/uptime", "cobol", "ms", "2.1.3", "ecosystem")]
    public async Task Request_that_makes_no_sense_is_refused_at_once(string repository, string ecosystem, string package, string version, string named)
    {
        using var api = observed.App.CreateApiClient();

        using var response = await PostAsync(api, repository, ecosystem, package, version);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(named, problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient api, string repository, string ecosystem, string package, string version) =>
        api.PostAsJsonAsync(
            new Uri("/api/v1/upgrades", UriKind.Relative),
            new CreateUpgradeRequest { Repository = repository, Ecosystem = ecosystem, PackageName = package, TargetVersion = version });
}
