using System.Globalization;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Benchmarks.Upgrade;
using SpecCursor.Benchmarks.Webhooks;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>Publications of a small diff to repositories of the local forge, and with each a webhook.</summary>
internal sealed class GitHubAppWork : IServiceWork
{
    /// <summary>A repository of the local forge holds many branches, but not all of them.</summary>
    private const int Repositories = 20;

    private readonly CommandSender sender;
    private readonly HttpClient client;
    private readonly SignedDelivery delivery = new();
    private readonly IReadOnlyList<string> commits;
    private readonly IReadOnlyList<string> manifest;

    private GitHubAppWork(CommandSender sender, Uri app, IReadOnlyList<string> commits, IReadOnlyList<string> manifest)
    {
        this.sender = sender;
        this.commits = commits;
        this.manifest = manifest;
        client = LoadClient.Create(app);
    }

    public string Operation => "publications and as many webhooks";

    public int Parallelism => 4;

    public static async Task<GitHubAppWork> PrepareAsync(
        Bench bench, LocalForge forge, CommandSender sender, Uri app, CancellationToken cancellationToken)
    {
        var sample = bench.Layout.Sample(SampleUpgrade.Uptime.Sample);
        List<string> commits = [];
        for (var repository = 0; repository < Repositories; repository++)
        {
            commits.Add(await forge.CreateAsync(NameOf(repository), sample, cancellationToken));
        }

        var manifest = await File.ReadAllLinesAsync(Path.Combine(sample, "package.json"), cancellationToken);
        return new GitHubAppWork(sender, app, commits, manifest);
    }

    public async Task DoAsync(int index, CancellationToken cancellationToken)
    {
        await delivery.SendAsync(client, cancellationToken);
        var answer = await sender.AskAsync<UpgradePublished>(Command(index), cancellationToken);
        if (answer.Failure is { } failure)
        {
            throw new MeasurementException($"A publication failed: {failure.Reason}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await sender.DisposeAsync();
    }

    private static string NameOf(int repository) => string.Create(CultureInfo.InvariantCulture, $"bench/published-{repository}");

    /// <summary>Each publishes another version, and so another branch.</summary>
    private PublishUpgrade Command(int index)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"2.{index / Repositories}.3");
        return new PublishUpgrade
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.CreateVersion7(),
                Repository = NameOf(index % Repositories),
                Ecosystem = Ecosystems.Node,
                PackageName = SmallUpgrade.Package,
                TargetVersion = version,
            },
            Fence = 1,
            Attempt = 1,
            BaseCommit = commits[index % Repositories],
            BaseBranch = "main",
            Diff = DiffTo(version),
            ManifestPath = "package.json",
            FromVersion = SmallUpgrade.From,
            ToVersion = version,
            OldRange = $"~{SmallUpgrade.From}",
            WrittenRange = $"~{version}",
            Tests = SmallUpgrade.Command("npm test"),
            Obligations = [],
            TraceId = "0123456789abcdef0123456789abcdef",
        };
    }

    /// <summary>Another version of the repository itself, with all the other lines as context.</summary>
    private string DiffTo(string version)
    {
        var lines = manifest.Select(line => line.StartsWith("  \"version\":", StringComparison.Ordinal)
            ? $"-{line}\n+  \"version\": \"{version}\",\n"
            : $" {line}\n");
        return $"diff --git a/package.json b/package.json\n--- a/package.json\n+++ b/package.json\n@@ -1,{manifest.Count} +1,{manifest.Count} @@\n{string.Concat(lines)}";
    }
}
