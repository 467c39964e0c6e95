using System.Security.Cryptography;
using System.Text;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>Repairs of deep imports of uuid, which a recipe makes.</summary>
internal sealed class AiServiceWork(CommandSender sender) : IServiceWork
{
    private const string Source = "'use strict';\n\nconst uuid = require('uuid/v4');\n\nexports.create = () => `order-${uuid()}`;\n";
    private const string Failure = "Error [ERR_PACKAGE_PATH_NOT_EXPORTED]: Package subpath './v4' is not defined by \"exports\" in node_modules/uuid/package.json";

    public string Operation => "repairs by a recipe";

    public int Parallelism => 4;

    public async Task DoAsync(int index, CancellationToken cancellationToken)
    {
        var command = new GeneratePatch
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.CreateVersion7(),
                Repository = "bench/orders",
                Ecosystem = Ecosystems.Node,
                PackageName = "uuid",
                TargetVersion = "9.0.1",
            },
            Fence = 1,
            Attempt = 1,
            FromVersion = "3.4.0",
            ToVersion = "9.0.1",
            Tests = SmallUpgrade.Command("npm test", exitCode: 1, Failure),
            Files = [new SourceFile { Path = "lib/order-ids.js", Content = Source, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Source))) }],
        };
        var answer = await sender.AskAsync<PatchGenerated>(command, cancellationToken);
        if (answer.Outcome != PatchOutcome.Generated)
        {
            throw new MeasurementException($"A repair ended as {answer.Outcome}: {answer.Failure?.Reason ?? answer.Summary}");
        }
    }

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
