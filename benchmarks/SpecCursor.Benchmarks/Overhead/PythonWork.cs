using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing.Packages;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>A patch release of a distribution, from a folder of wheels.</summary>
internal sealed class PythonWork : IEcosystemWork
{
    private const string From = "1.7.0";

    public SampleUpgrade Upgrade { get; } = new("python/chat-text", Ecosystems.Python, "emoji", "1.7.1");

    public IReadOnlyList<string> Tools => [RequiredTools.Python];

    public int Rounds => 10;

    public string Script =>
        $"python3 -m venv .venv && . .venv/bin/activate && sed -i 's/^{Upgrade.Package}==.*/{Upgrade.Package}=={Upgrade.Target}/' requirements.txt && pip install -r requirements.txt && python -m unittest";

    public async Task<PreparedWork> PrepareAsync(RepositoryLayout layout, string folder, CancellationToken cancellationToken)
    {
        var wheels = Directory.CreateDirectory(Path.Combine(folder, "wheels")).FullName;
        foreach (var version in (string[])[From, Upgrade.Target])
        {
            var wheel = new Wheel(Upgrade.Package, version, "emoji/__init__.py", PreparedSample.Source(layout, "emoji.py"));
            await File.WriteAllBytesAsync(Path.Combine(wheels, wheel.FileName), wheel.ToBytes(), cancellationToken);
        }

        return new PreparedWork(
            layout.Sample(Upgrade.Sample),
            new Dictionary<string, string> { ["SpecCursor__Worker__Python__WheelFolder"] = wheels },
            new Dictionary<string, string>
            {
                ["PIP_NO_INDEX"] = "1",
                ["PIP_FIND_LINKS"] = wheels,
                ["PIP_CACHE_DIR"] = Path.Combine(folder, "pip"),
                ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
            });
    }
}
