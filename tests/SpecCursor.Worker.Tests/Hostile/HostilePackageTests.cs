using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Hostile;

/// <summary>
/// A package that attacks whoever upgrades it, from its install script and from its tests, through the real npm. What exceeds limits is tested with the sandboxes.
/// </summary>
public abstract class HostilePackageTests(WorkerHost host)
{
    private const string Secret = "do-not-show-this-either";

    /// <summary>A process that no other test of the machine has.</summary>
    private readonly string _sleep = string.Create(CultureInfo.InvariantCulture, $"300.{Random.Shared.NextInt64(1_000_000_000)}");

    [Fact]
    public async Task Package_gets_nowhere_and_leaves_the_next_upgrade_untouched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Environment.SetEnvironmentVariable("SPECCURSOR_HOSTILE_SECRET", Secret);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var settings = JsonSerializer.Serialize(new { stage = "prepare", secret = Secret, host = Environment.ProcessId, listener = port, sleep = _sleep });
        var repository = await new NodeRepositories(host).CreateAsync(
            $"hostile-{GetType().Name}",
            [
                ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: "\"prepare\": \"node attack.js\", \"test\": \"node attack.js\"")),
                ("attack.js", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Hostile", "attack.js"))),
                ("attack.json", settings),
            ]);
        var before = Suspicious();

        var first = await host.RunAsync(repository.Name, "ms", "2.1.3");
        var left = await LeftAsync();
        var second = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (first.Outcome, first.Failure));
        var attacks = first.Report!.Tests!.Output.Split('\n').Where(line => line.StartsWith("ATTACK ", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<Dictionary<string, string>>(line["ATTACK ".Length..])!).ToList();
        Assert.Equal(2, attacks.Count);
        Assert.All(attacks, attack => Assert.Equal(20, attack.Count));
        Assert.All(attacks.SelectMany(attack => attack), attempt => Assert.True(attempt.Value != "got in", $"It got to {attempt.Key}."));
        Assert.Contains("Tried to reach other machines without having a network: 2 times", first.Report.Tests.Output, StringComparison.Ordinal);
        Assert.Empty(left);
        Assert.Equal(["package-lock.json", "package.json"], first.Report.ChangedFiles);
        Assert.DoesNotContain("6.6.6", first.Report.Diff, StringComparison.Ordinal);
        Assert.Equal(first.Report.Diff, second.Report!.Diff);
        Assert.Equal(first.Report.After.Packages, second.Report.After.Packages);
        Assert.False(listener.Pending(), "Somebody asked the planted registry.");

        // Of each upgrade, both the script and the tests.
        Assert.Equal(4, Suspicious() - before);
    }

    /// <summary>Processes and files that outlived the upgrade.</summary>
    private async Task<IReadOnlyList<string>> LeftAsync()
    {
        var processes = (await Tool.RunAsync("/", "ps", "-e", "-o", "args=")).Split('\n').Where(line => line.Contains(_sleep, StringComparison.Ordinal));
        return [.. processes, .. Directory.EnumerateFileSystemEntries(Path.Combine(host.StateDirectory, "work"))];
    }

    private int Suspicious() => host.Metrics.Count("suspicious_activity", "kind=network_denied");
}
