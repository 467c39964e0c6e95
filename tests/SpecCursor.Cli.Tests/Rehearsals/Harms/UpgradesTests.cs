using System.Text.Json.Nodes;
using SpecCursor.Backing.Processes;
using SpecCursor.Cli.Rehearsals.Harms;

namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>The repositories that mean harm, as they stand in the forge.</summary>
public sealed class UpgradesTests : IAsyncLifetime
{
    private HarmedApplication _app = null!;

    public async Task InitializeAsync() => _app = await HarmedApplication.StartAsync(201);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Lockfile_sends_npm_to_where_clouds_keep_credentials()
    {
        await Upgrades.RequestEscapingAsync(_app.Rehearsed, CancellationToken.None);

        var lockfile = await ShowAsync("rehearsal-0/uptime", "package-lock.json");
        Assert.StartsWith("http://169.254.169.254/", lockfile["packages"]!["node_modules/credentials"]!["resolved"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("1.0.0", (await ShowAsync("rehearsal-0/uptime", "package.json"))["dependencies"]!["credentials"]!.ToString());
        Assert.Equal("rehearsal-0/uptime", JsonNode.Parse(Assert.Single(_app.Requests).Body)!["repository"]!.ToString());
    }

    [Fact]
    public async Task Each_repository_has_slower_tests_than_the_one_before()
    {
        await Upgrades.RequestSlowAsync(_app.Rehearsed, 2, CancellationToken.None);

        Assert.Contains("31000", (await ShowAsync("rehearsal-0/uptime", "package.json"))["scripts"]!["test"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("35000", (await ShowAsync("rehearsal-1/uptime", "package.json"))["scripts"]!["test"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_are_as_many_repositories_as_are_asked_for()
    {
        await Upgrades.RequestBreakingAsync(_app.Rehearsed, 3, CancellationToken.None);

        Assert.Equal(
            ["rehearsal-0/order-ids", "rehearsal-1/order-ids", "rehearsal-2/order-ids"],
            _app.Requests.Select(sent => JsonNode.Parse(sent.Body)!["repository"]!.ToString()));
        Assert.Equal(3, Directory.GetDirectories(_app.State.Forge).Length);
    }

    private async Task<JsonNode> ShowAsync(string repository, string path)
    {
        var command = new Command("git", ["show", $"main:{path}"])
        {
            WorkingDirectory = Path.Combine(_app.State.Forge, repository + ".git"),
            Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! },
        };
        var result = await CommandRunner.RunAsync(command, TimeSpan.FromSeconds(30), CancellationToken.None);
        return JsonNode.Parse(result.Output)!;
    }
}
