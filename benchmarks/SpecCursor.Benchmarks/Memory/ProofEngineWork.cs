using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>Proofs over the smallest lock graph.</summary>
internal sealed class ProofEngineWork(CommandSender sender) : IServiceWork
{
    public string Operation => "proofs";

    public int Parallelism => 4;

    public async Task DoAsync(int index, CancellationToken cancellationToken)
    {
        var command = new ProveUpgrade
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.CreateVersion7(),
                Repository = "bench/uptime",
                Ecosystem = Ecosystems.Node,
                PackageName = SmallUpgrade.Package,
                TargetVersion = SmallUpgrade.To,
            },
            Fence = 1,
            Attempt = 1,
            FromVersion = SmallUpgrade.From,
            ToVersion = SmallUpgrade.To,
            OldRange = $"~{SmallUpgrade.From}",
            WrittenRange = $"~{SmallUpgrade.To}",
            ManifestPackageId = string.Empty,
            Before = SmallUpgrade.Graph(SmallUpgrade.From),
            After = SmallUpgrade.Graph(SmallUpgrade.To),
            PublishedVersions = [SmallUpgrade.From, SmallUpgrade.To],
        };
        var answer = await sender.AskAsync<UpgradeProved>(command, cancellationToken);
        if (answer.Verdict != ProofVerdict.Proved)
        {
            throw new MeasurementException($"A proof ended as {answer.Verdict}: {answer.Failure?.Reason}");
        }
    }

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
