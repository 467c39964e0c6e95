using System.Text.RegularExpressions;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Versioning.Tests.Tools;

namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>What cargo itself locks, given a registry in a folder.</summary>
public sealed partial class CargoResolverTests : IDisposable
{
    private static readonly string[] s_published =
    [
        "0.0.3", "0.0.4", "0.1.9", "0.2.0", "0.2.7", "0.3.0", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.2.0", "1.2.3", "1.2.10",
        "1.3.0-rc.1", "1.3.0", "1.9.2", "2.0.0-0", "2.0.0-rc.1", "2.0.0", "2.1.0+build.1", "3.0.0-alpha",
    ];

    private static readonly string[] s_requirements =
    [
        "1.2", "^0.2", "0.0.3", "0", "~1.2", "=1.2.3", "1.*", "*", ">=1.2, <1.9", "<2", ">1.2", "<=1.2", "1.0.0-beta.2", ">=1.0.0-alpha, <1.0.0", "2.0.0-0",
        "=2.0.0-rc.1", "~1.3.0-rc.0", "3.0.0-alpha", ">=0.2, <1, <=0.2.0",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("speccursor-cargo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_highest_version_that_we_admit_is_the_one_that_cargo_locks()
    {
        var scheme = new CargoVersionScheme();
        for (var i = 0; i < s_requirements.Length; i++)
            await PublishAsync($"subject-{i}");

        var (exitCode, output) = await LockAsync(s_requirements.Select((requirement, i) => ($"subject-{i}", requirement)));

        Assert.True(exitCode == 0, output);
        var locked = LockedPackage.Matches(output).ToDictionary(match => match.Groups[1].Value, match => scheme.ParseVersion(match.Groups[2].Value)!.Text);
        var expected = s_requirements.Select((requirement, i) => (Name: $"subject-{i}", Version: Highest(scheme, requirement)!.Text));
        Assert.Equal(expected, expected.Select(package => (package.Name, locked[package.Name])));
    }

    [Theory]
    [InlineData(">=3")]
    [InlineData("=1.4")]
    [InlineData("0.0.5")]
    [InlineData(">1.9.2, <2")]
    [InlineData("3.0.*, >=3.0.0-alpha")]
    public async Task Where_we_admit_no_version_cargo_locks_none(string requirement)
    {
        Assert.Null(Highest(new CargoVersionScheme(), requirement));
        await PublishAsync("subject");

        var (exitCode, output) = await LockAsync([("subject", requirement)]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("failed to select a version", output);
    }

    private static IPackageVersion? Highest(CargoVersionScheme scheme, string requirement)
    {
        var range = scheme.ParseRange(requirement)!;
        return s_published.Select(text => scheme.ParseVersion(text)!).Where(range.Admits).Max(Comparer<IPackageVersion>.Create(scheme.Compare));
    }

    private async Task PublishAsync(string name)
    {
        foreach (var version in s_published)
        {
            var crate = Directory.CreateDirectory(Path.Combine(_folder, "registry", $"{name}-{version}", "src")).Parent!.FullName;
            await File.WriteAllTextAsync(Path.Combine(crate, "Cargo.toml"), $"[package]\nname = \"{name}\"\nversion = \"{version}\"\n");
            await File.WriteAllTextAsync(Path.Combine(crate, "src", "lib.rs"), string.Empty);
            await File.WriteAllTextAsync(Path.Combine(crate, ".cargo-checksum.json"), """{"files":{}}""");
        }
    }

    /// <summary>The lock file, or what cargo says where it makes none.</summary>
    private async Task<(int ExitCode, string Output)> LockAsync(IEnumerable<(string Name, string Requirement)> dependencies)
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, "project")).FullName;
        Directory.CreateDirectory(Path.Combine(project, ".cargo"));
        Directory.CreateDirectory(Path.Combine(project, "src"));
        await File.WriteAllTextAsync(Path.Combine(project, "src", "lib.rs"), string.Empty);
        await File.WriteAllTextAsync(
            Path.Combine(project, ".cargo", "config.toml"),
            "[source.crates-io]\nreplace-with = \"folder\"\n[source.folder]\ndirectory = \"../registry\"\n");
        await File.WriteAllTextAsync(
            Path.Combine(project, "Cargo.toml"),
            "[package]\nname = \"project\"\nversion = \"0.0.0\"\n[dependencies]\n"
            + string.Concat(dependencies.Select(dependency => $"{dependency.Name} = \"{dependency.Requirement}\"\n")));
        var (exitCode, _, error) = await ToolProcess.TryAsync(CargoCommand.Start(project, "generate-lockfile", "--offline"), CargoCommand.Package);
        return (exitCode, exitCode == 0 ? await File.ReadAllTextAsync(Path.Combine(project, "Cargo.lock")) : error);
    }

    [GeneratedRegex("""^name = "(subject[^"]*)"\nversion = "([^"]+)"$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LockedPackage { get; }
}
