using System.Text.Json.Nodes;
using SpecCursor.Cli.Images;

namespace SpecCursor.Images.Tests.Building;

/// <summary>The worker's image with the tools of every ecosystem: <c>./speccursor images --ecosystems all worker</c>.</summary>
[Collection(BuiltImages.Collection)]
public sealed class EquippedWorkerTests(BuiltImages images)
{
    /// <summary>Each builds something, which takes more than that the program starts.</summary>
    [Theory]
    [InlineData("rust", "cargo init --quiet --vcs none --name tried . && cargo run --quiet --offline", "Hello, world!")]
    [InlineData("go", "printf 'package main\\nfunc main() { println(\"built\") }' > tried.go && go run tried.go 2>&1", "built")]
    [InlineData("python", "python3 -m venv made && made/bin/pip --version", "pip ")]
    [InlineData(
        "dotnet",
        "echo '<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>' > Tried.csproj"
            + " && echo 'public class Tried;' > Tried.cs && dotnet build --nologo --verbosity quiet -p:NuGetAudit=false && ls bin/Debug/*/Tried.dll",
        "Tried.dll")]
    public async Task Tools_of_an_ecosystem_build_as_the_services_user_on_a_read_only_root_without_a_network(string ecosystem, string script, string printed)
    {
        var said = await images.DockerAsync(
            "run", "--rm", "--read-only", "--tmpfs", "/tmp:exec", "--cap-drop", "ALL", "--network", "none", "--env", "HOME=/tmp",
            "--env", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "--entrypoint", "sh", (await images.EquippedAsync()).Name, "-ec", $"cd \"$(mktemp -d)\" && {script}");

        Assert.True(said.Contains(printed, StringComparison.Ordinal), $"{ecosystem}: {said}");
    }

    [Fact]
    public async Task Bill_lists_the_tools()
    {
        var bill = JsonNode.Parse(await File.ReadAllTextAsync((await images.EquippedAsync()).Bill))!;

        var names = bill["components"]!.AsArray().Select(component => (string?)component!["name"]).ToList();
        Assert.Superset(new HashSet<string?> { "cargo-web", "gcc", "golang-go", "python3-pip", "python3-poetry", "dotnet-sdk" }, names.ToHashSet());
    }

    [Fact]
    public async Task It_starts_as_the_worker_does_and_lends_nobody_the_rights_of_another()
    {
        var equipped = (await images.InspectAsync((await images.EquippedAsync()).Name))["Config"]!;
        var plain = (await images.InspectAsync(images.Of("worker").Name))["Config"]!;

        foreach (var setting in new[] { "User", "Entrypoint", "ExposedPorts", "Volumes", "Env" })
        {
            Assert.Equal(plain[setting]?.ToJsonString(), equipped[setting]?.ToJsonString());
        }

        Assert.Equal("", await images.DockerAsync(
            "run", "--rm", "--user", "0", "--network", "none", "--entrypoint", "find", (await images.EquippedAsync()).Name, "/", "-xdev", "-type", "f", "-perm", "/6000"));
    }

    [Theory]
    [InlineData("rust,cobol", "'cobol' is no ecosystem whose tools can be added; there are rust, python, go, dotnet, and all")]
    [InlineData("rust, go", null)]
    [InlineData("all", null)]
    [InlineData(null, null)]
    public void An_ecosystem_that_there_is_not_is_named(string? list, string? message)
    {
        var checkedSettings = new ImagesSettings { Ecosystems = list }.Validate();

        Assert.Equal((message is null, message), (checkedSettings.Successful, checkedSettings.Message));
    }
}
