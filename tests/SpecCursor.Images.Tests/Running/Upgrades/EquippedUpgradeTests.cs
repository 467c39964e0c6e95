using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Images.Tests.Building;

namespace SpecCursor.Images.Tests.Running.Upgrades;

/// <summary>
/// Upgrades that the worker makes in its container, from the command on its queue to its answer. The repositories' tests pass in the sandbox's folder alone.
/// </summary>
[Collection(BuiltImages.Collection)]
public sealed class EquippedUpgradeTests(EquippedWorker worker) : IClassFixture<EquippedWorker>
{
    private const string CargoSettings = $"[source.crates-io]\\nreplace-with = \"local\"\\n[source.local]\\nlocal-registry = \"{MountedPackages.Inside}/crates\"\\n";

    [Fact]
    public async Task Crate_of_a_local_registry_is_upgraded_by_cargo_and_built_by_rustc()
    {
        await worker.CreateRepositoryAsync(
            "tests/rust",
            [
                ("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2018\"\n\n[dependencies]\ntally = \"1.0.0\"\n"),
                ("src/lib.rs", """
                    #[test]
                    fn counts() {
                        assert!(std::env::current_dir().unwrap().starts_with("/workspace"));
                        assert_eq!(2, tally::count("two words"));
                    }

                    """),
                (".gitignore", "target\n"),
            ],
            $"mkdir /tmp/cargo && printf '{CargoSettings}' > /tmp/cargo/config.toml && export CARGO_HOME=/tmp/cargo && cargo generate-lockfile && cargo update --package tally --precise 1.0.0");

        var report = await UpgradeAsync("tests/rust", Ecosystems.Rust, "tally", "1.1.0");

        Assert.Equal(["Cargo.lock", "Cargo.toml"], report.ChangedFiles.Order(StringComparer.Ordinal));
        AssertChanged(report, "-tally = \"1.0.0\"", "+tally = \"1.1.0\"");
    }

    [Fact]
    public async Task Wheel_of_a_folder_is_upgraded_by_pip()
    {
        await worker.CreateRepositoryAsync(
            "tests/python",
            [
                ("requirements.txt", "greet==1.0.0\n"),
                ("test_app.py", """
                    import os
                    import unittest

                    import greet


                    class AppTest(unittest.TestCase):
                        def test_it(self):
                            self.assertEqual('/workspace', os.getcwd())
                            self.assertEqual('hello you', greet.hello('you'))

                    """),
            ]);

        var report = await UpgradeAsync("tests/python", Ecosystems.Python, "greet", "1.1.0");

        Assert.Equal(["requirements.txt"], report.ChangedFiles);
        AssertChanged(report, "-greet==1.0.0", "+greet==1.1.0");
    }

    [Fact]
    public async Task Module_of_a_folder_is_upgraded_by_go()
    {
        await worker.CreateRepositoryAsync(
            "tests/go",
            [
                ("go.mod", "module example.org/app\n\ngo 1.18\n\nrequire example.org/greet v1.0.0\n"),
                ("app_test.go", """
                    package app

                    import (
                    	"os"
                    	"testing"

                    	"example.org/greet"
                    )

                    func TestIt(t *testing.T) {
                    	if folder, _ := os.Getwd(); folder != "/workspace" || greet.Hello("you") != "Hello, you" {
                    		t.Fatal(folder)
                    	}
                    }

                    """),
            ],
            $"GOFLAGS=-mod=mod GOSUMDB=off GOPROXY=file://{MountedPackages.Inside}/modules go mod tidy");

        var report = await UpgradeAsync("tests/go", Ecosystems.Go, "example.org/greet", "v1.1.0");

        Assert.Equal(["go.mod", "go.sum"], report.ChangedFiles.Order(StringComparer.Ordinal));
        AssertChanged(report, "-require example.org/greet v1.0.0", "+require example.org/greet v1.1.0");
    }

    [Theory]
    [InlineData("npm", "package-lock.json", "npm install --package-lock-only --ignore-scripts --no-audit --no-fund")]
    [InlineData("pnpm", "pnpm-lock.yaml", "pnpm install --lockfile-only --ignore-scripts")]
    [InlineData("yarn", "yarn.lock", "yarn install --ignore-scripts")]
    public async Task Package_of_the_public_registry_is_upgraded_by_each_of_nodes_package_managers(string manager, string lockfile, string locking)
    {
        var repository = $"tests/{manager}";
        await worker.CreateRepositoryAsync(
            repository,
            [
                ("package.json", "{\n  \"name\": \"app\",\n  \"version\": \"1.0.0\",\n  \"scripts\": { \"test\": \"node test.js\" },\n  \"dependencies\": { \"ms\": \"2.1.2\" }\n}\n"),
                (".gitignore", "node_modules\n"),
                ("test.js", "const assert = require('assert');\nassert.equal(process.cwd(), '/workspace');\nassert.equal(require('ms')('1s'), 1000);\n"),
            ],
            locking);

        var report = await UpgradeAsync(repository, Ecosystems.Node, "ms", "2.1.3");

        Assert.Equal(new[] { "package.json", lockfile }.Order(StringComparer.Ordinal), report.ChangedFiles.Order(StringComparer.Ordinal));
        AssertChanged(report, "-  \"dependencies\": { \"ms\": \"2.1.2\" }", "+  \"dependencies\": { \"ms\": \"2.1.3\" }");
    }

    [Fact]
    public async Task Package_of_the_public_server_is_upgraded_by_the_dotnet_sdk()
    {
        await worker.CreateRepositoryAsync(
            "tests/dotnet",
            [
                ("App.csproj", $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <OutputType>Exe</OutputType>
                        <ImplicitUsings>enable</ImplicitUsings>
                        <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                      </PropertyGroup>
                      <ItemGroup>
                        <PackageReference Include="Newtonsoft.Json" Version="13.0.1" />
                      </ItemGroup>
                    </Project>

                    """),

                // A real run of the tests, without a test framework to download.
                ("Directory.Build.targets",
                    "<Project><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup><Target Name=\"VSTest\"><Exec Command=\"dotnet &quot;$(TargetPath)&quot;\" /></Target></Project>\n"),
                ("Program.cs", "return Environment.CurrentDirectory == \"/workspace\" && Newtonsoft.Json.JsonConvert.SerializeObject(1) == \"1\" ? 0 : 1;\n"),
                (".gitignore", "bin/\nobj/\n"),
            ]);

        var report = await UpgradeAsync("tests/dotnet", Ecosystems.DotNet, "Newtonsoft.Json", "13.0.3");

        Assert.Equal(["App.csproj"], report.ChangedFiles);
        AssertChanged(report, "Include=\"Newtonsoft.Json\" Version=\"13.0.1\"", "Include=\"Newtonsoft.Json\" Version=\"13.0.3\"");
    }

    private async Task<UpgradeReport> UpgradeAsync(string repository, string ecosystem, string package, string target)
    {
        var ran = await worker.UpgradeAsync(repository, ecosystem, package, target);

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}\n{ran.Report?.Tests?.Output}");
        Assert.Equal([UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test], ran.Timings.Select(step => step.Step));
        var report = ran.Report!;
        Assert.Equal(target, report.ToVersion);
        Assert.Contains(report.Before.Packages, locked => locked.Name == package && locked.Version == report.FromVersion);
        Assert.Contains(report.After.Packages, locked => locked.Name == package && locked.Version == target);
        Assert.Contains(report.After.Edges, edge => edge.Name == package);
        Assert.Equal((0, null), (report.Tests?.ExitCode, report.Tests?.LimitExceeded));
        Assert.Equal("", await worker.ExecuteAsync("sh", "-c", "ls -d /workspace 2>/dev/null; find /var/lib/speccursor/work -mindepth 1"));
        Assert.Equal(worker.ChangesAtStart, await worker.FindChangesAsync());
        return report;
    }

    private static void AssertChanged(UpgradeReport report, string before, string after)
    {
        Assert.Contains(before, report.Diff, StringComparison.Ordinal);
        Assert.Contains(after, report.Diff, StringComparison.Ordinal);
    }
}
