using SpecCursor.AppHost.Testing;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>What a test of whole upgrades does: make a repository, ask for an upgrade by a signed delivery, and await what becomes of it.</summary>
internal sealed class UpgradeStage : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _api;
    private readonly HttpClient _gitHubApp;

    public UpgradeStage(SpecCursorApp app)
    {
        App = app;
        _api = app.CreateApiClient();
        _gitHubApp = app.CreateClient("github-app");
        Forge = new SampleForge(SamplesFolder, app.Forge);
        Api = new UpgradeClient(_api);
        Webhooks = new WebhookSender(_gitHubApp, app.WebhookSecret, TimeProvider.System);
    }

    public static string SamplesFolder { get; } = FindSamples();

    public SpecCursorApp App { get; }

    public SampleForge Forge { get; }

    public UpgradeClient Api { get; }

    public WebhookSender Webhooks { get; }

    /// <summary>Makes the scenario's repository and sends the delivery that asks for its upgrade.</summary>
    public async Task<UpgradeResource> RequestAsync(Scenario scenario)
    {
        await Forge.CreateAsync(scenario, CancellationToken.None);
        await Webhooks.CommentAsync(scenario, CancellationToken.None);
        return await AwaitAsync(scenario, _ => true, "begin");
    }

    public Task<UpgradeResource> EndOfAsync(Scenario scenario) =>
        AwaitAsync(scenario, upgrade => upgrade.Status is UpgradeStatus.Completed or UpgradeStatus.Failed or UpgradeStatus.Cancelled, "end");

    /// <summary>Waits until a step of the upgrade is under way.</summary>
    public async Task<UpgradeResource> AwaitStepAsync(Scenario scenario, UpgradeStep step) =>
        await AwaitAsync(scenario, upgrade => upgrade.Status == UpgradeStatus.Running && upgrade.Step == step, $"reach {step}");

    /// <summary>Asserts that exactly one branch with exactly one commit on top, and exactly one pull request, were published.</summary>
    public async Task RequirePublishedOnceAsync(Scenario scenario, UpgradeResource upgrade)
    {
        Assert.Null(upgrade.Failure);
        Assert.Equal(UpgradeStatus.Completed, upgrade.Status);
        var branch = Assert.Single(await Forge.PublishedBranchesAsync(scenario, CancellationToken.None));
        Assert.Equal(upgrade.Branch, branch);
        Assert.Equal(1, await Forge.CommitsAheadAsync(scenario, branch, CancellationToken.None));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(App.Forge, scenario.Repository + ".pulls"), "*.json"));
    }

    public void Dispose()
    {
        _api.Dispose();
        _gitHubApp.Dispose();
    }

    private static string FindSamples()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (File.Exists(Path.Combine(samples, "scenarios.json")))
            {
                return samples;
            }
        }

        throw new InvalidOperationException("There is no samples folder above the tests.");
    }

    private async Task<UpgradeResource> AwaitAsync(Scenario scenario, Func<UpgradeResource, bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        UpgradeResource? upgrade = null;
        try
        {
            while (true)
            {
                upgrade = await FindAsync(scenario, limit.Token);
                if (upgrade is not null && condition(upgrade))
                {
                    return upgrade;
                }

                await Task.Delay(Poll, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The upgrade of {scenario.Package} in {scenario.Repository} did not {what}. Last seen: {upgrade}");
        }
    }

    // The controller itself may be down while a test waits.
    private async Task<UpgradeResource?> FindAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        try
        {
            return await Api.FindAsync(scenario.Repository, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
