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
    private readonly string oldLine;

    private GitHubAppWork(CommandSender sender, Uri app, IReadOnlyList<string> commits, string oldLine)
    {
        this.sender = sender;
        this.commits = commits;
        this.oldLine = oldLine;
        client = LoadClient.Create(app);
    }

    public string Operation => "publications and as many webhooks";

    public int Parallelism => 4;

    public static async Task<GitHubAppWork> PrepareAsync(
        Bench bench, LocalForge forge, CommandSender sender, Uri app, CancellationToken cancellationToken)
    {
        var sample = bench.Layout.NodeSample("uptime");
        List<string> commits = [];
        for (var repository = 0; repository < Repositories; repository++)
        {
            commits.Add(await forge.CreateAsync(NameOf(repository), sample, cancellationToken));
        }

        var manifest = await File.ReadAllLinesAsync(Path.Combine(sample, "package.json"), cancellationToken);
        return new GitHubAppWork(sender, app, commits, manifest[2]);
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
            Diff = $"diff --git a/package.json b/package.json\n--- a/package.json\n+++ b/package.json\n@@ -3 +3 @@\n-{oldLine}\n+  \"version\": \"{version}\",\n",
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
}
