using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>The upgrade of ms from 2.1.2 to 2.1.3 in a repository that depends on nothing else, as its messages tell it.</summary>
internal static class SmallUpgrade
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string Package = "ms";
    public const string From = "2.1.2";
    public const string To = "2.1.3";

    public static UpgradeReport Report() => new()
    {
        BaseCommit = Commit,
        BaseBranch = "main",
        ManifestPath = "package.json",
        ManifestPackageId = string.Empty,
        FromVersion = From,
        ToVersion = To,
        OldRange = $"~{From}",
        WrittenRange = $"~{To}",
        Diff = "--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-    \"ms\": \"~2.1.2\"\n+    \"ms\": \"~2.1.3\"\n",
        ChangedFiles = ["package.json", "package-lock.json"],
        Before = Graph(From),
        After = Graph(To),
        PublishedVersions = [From, To],
        Install = Command("npm install"),
        Tests = Command("npm test"),
    };

    public static LockGraph Graph(string version) => new()
    {
        Packages =
        [
            new LockedPackage { Id = string.Empty, Name = "uptime", Version = "1.0.0", Source = PackageSource.Project },
            new LockedPackage
            {
                Id = $"node_modules/{Package}",
                Name = Package,
                Version = version,
                Integrity = "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==",
                Source = PackageSource.Registry,
            },
        ],
        Edges =
        [
            new DependencyEdge
            {
                From = string.Empty,
                Name = Package,
                Range = $"~{version}",
                Kind = DependencyKind.Dependency,
                To = $"node_modules/{Package}",
            },
        ],
    };

    public static CommandOutput Command(string command, int exitCode = 0, string output = "ok") =>
        new() { Command = command, ExitCode = exitCode, Duration = TimeSpan.FromMilliseconds(1), Output = output };
}
