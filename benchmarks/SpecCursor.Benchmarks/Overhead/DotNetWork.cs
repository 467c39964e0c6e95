using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>The newest release of what runs the tests of a solution, from the NuGet server that the machine is configured for.</summary>
internal sealed class DotNetWork : IEcosystemWork
{
    public SampleUpgrade Upgrade => SampleUpgrade.Signup;

    public IReadOnlyList<string> Tools => [RequiredTools.DotNet];

    public int Rounds => 4;

    public string Script => $"dotnet add tests/Signup.Tests package {Upgrade.Package} && dotnet test";

    public Task<PreparedWork> PrepareAsync(RepositoryLayout layout, string folder, CancellationToken cancellationToken) => Task.FromResult(new PreparedWork(
        layout.Sample(Upgrade.Sample),
        new Dictionary<string, string>(),
        new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["DOTNET_NOLOGO"] = "1",

            // Build servers would stay for a quarter of an hour, here as in the worker's sandbox.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        }));
}
