using System.Text.Json.Nodes;
using System.Xml.Linq;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Building;

/// <summary>What is in an image, and what it says of itself.</summary>
[Collection(BuiltImages.Collection)]
public sealed class ImageTests(BuiltImages images)
{
    private static readonly string[] WithoutTools = ["controller", "ai-service"];

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Service_is_started_by_an_unprivileged_user_and_keeps_its_state_in_a_volume(string service)
    {
        var configuration = (await images.InspectAsync(images.Of(service).Name))["Config"]!;

        Assert.Equal("1654:1654", (string?)configuration["User"]);
        Assert.Equal("/app", (string?)configuration["WorkingDir"]);
        Assert.Equal(["dotnet", $"{images.Of(service).Service.Project}.dll"], Texts(configuration["Entrypoint"]!));
        Assert.Equal(["8080/tcp"], configuration["ExposedPorts"]!.AsObject().Select(port => port.Key));
        Assert.Equal(["/var/lib/speccursor"], configuration["Volumes"]!.AsObject().Select(volume => volume.Key));
        Assert.Contains("SpecCursor__StateDirectory=/var/lib/speccursor", Texts(configuration["Env"]!));
        Assert.Contains("ASPNETCORE_HTTP_PORTS=8080", Texts(configuration["Env"]!));
    }

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Labels_say_what_it_was_built_from_and_on(string service)
    {
        var labels = (await images.InspectAsync(images.Of(service).Name))["Config"]!["Labels"]!.AsObject()
            .ToDictionary(label => label.Key["org.opencontainers.image.".Length..], label => (string?)label.Value);
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        var commit = await images.Tool.RunAsync("git", ["rev-parse", "HEAD"], CancellationToken.None);

        Assert.Equal($"SpecCursor {service}", labels["title"]);
        Assert.Equal(version, labels["version"]);
        Assert.Matches($"^{commit}(-dirty)?$", labels["revision"]);
        Assert.Equal("MIT", labels["licenses"]);
        Assert.NotEqual("", labels["source"]);
        Assert.Equal(images.Of(service).Base, labels["base.name"]);
        Assert.StartsWith("speccursor.local/aspnet:", labels["base.name"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Nothing_is_inside_that_builds_debugs_or_gives_away(string service)
    {
        var files = await images.FilesAsync(service);
        var names = files.Select(file => file.Name).ToList();

        Assert.Contains($"app/{images.Of(service).Service.Project}.dll", names);
        Assert.DoesNotContain(names, name => Path.GetExtension(name) is ".pdb" or ".csproj" or ".key" or ".pfx" or ".env");
        Assert.DoesNotContain(names, name => name.StartsWith("app/", StringComparison.Ordinal) && Path.GetExtension(name) is not (".dll" or ".json" or ""));
        Assert.DoesNotContain(names, name => name.StartsWith("usr/share/dotnet/sdk", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.StartsWith("usr/bin/", StringComparison.Ordinal) && Path.GetFileName(name) is "gcc" or "cc" or "g++" or "ld" or "make");
        Assert.DoesNotContain(names, name => name.StartsWith("app/", StringComparison.Ordinal) && name.Contains("Tests", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.StartsWith("root/", StringComparison.Ordinal) && !name.EndsWith(".profile", StringComparison.Ordinal)
            && !name.EndsWith(".bashrc", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Service_can_change_nothing_but_its_state_and_its_home(string service)
    {
        var files = await images.FilesAsync(service);

        var own = files.Where(file => file.User == 1654 || file.Group == 1654).Select(file => file.Name);
        Assert.Equal(["home/app", "var/lib/speccursor"], own.Order(StringComparer.Ordinal));
        const UnixFileMode Open = UnixFileMode.OtherWrite;
        var open = files.Where(file => (file.IsFile || file.IsDirectory) && (file.Mode & Open) != 0).Select(file => file.Name);
        Assert.Empty(open.Except(["tmp", "var/tmp", "run/lock"]));
        Assert.Empty(files.Where(file => file.IsFile && (file.Mode & (UnixFileMode.SetUser | UnixFileMode.SetGroup)) != 0).Select(file => file.Name));
    }

    [Fact]
    public async Task Services_that_start_no_program_have_no_shell_and_no_package_manager()
    {
        foreach (var service in WithoutTools)
        {
            var programs = (await images.FilesAsync(service))
                .Where(file => !file.IsDirectory)
                .Select(file => file.Name)
                .Where(name => name.StartsWith("usr/bin/", StringComparison.Ordinal) || name.StartsWith("usr/sbin/", StringComparison.Ordinal) || name.StartsWith("usr/local/", StringComparison.Ordinal));
            Assert.Equal(["usr/bin/dotnet"], programs);
        }
    }

    [Theory]
    [InlineData("github-app", "git", "--version", "git version 2")]
    [InlineData("worker", "git", "--version", "git version 2")]
    [InlineData("worker", "bwrap", "--version", "bubblewrap 0")]
    [InlineData("worker", "setpriv", "--version", "setpriv from util-linux")]
    [InlineData("worker", "node", "--version", "v22.")]
    [InlineData("worker", "npm", "--version", "10.")]
    [InlineData("worker", "pnpm", "--version", "10.")]
    [InlineData("worker", "yarn-4.18", "--version", "4.18.")]
    [InlineData("proof-engine", "z3", "--version", "Z3 version 4")]
    public async Task Programs_that_a_service_starts_run_as_its_user_on_a_read_only_root(string service, string program, string argument, string answer) =>
        Assert.StartsWith(
            answer,
            await images.DockerAsync("run", "--rm", "--read-only", "--tmpfs", "/tmp", "--network", "none", "--entrypoint", program, images.Of(service).Name, argument),
            StringComparison.Ordinal);

    [Fact]
    public async Task Second_build_without_the_cache_has_the_same_layers_and_the_same_configuration()
    {
        var first = await images.InspectAsync(images.Of("worker").Name);
        var chiselled = await images.InspectAsync(images.Of("controller").Base);

        var second = await images.InspectAsync((await BuiltImages.BuildAgainAsync("worker")).Name);

        Assert.NotEqual((string?)first["Created"], (string?)second["Created"]);
        Assert.Equal(Layers(first), Layers(second));
        Assert.Equal(Configuration(first), Configuration(second));
        var chiselledAgain = await images.InspectAsync(images.Of("controller").Base);
        Assert.NotEqual((string?)chiselled["Created"], (string?)chiselledAgain["Created"]);
        Assert.Equal(Layers(chiselled), Layers(chiselledAgain));
    }

    private static IEnumerable<string?> Layers(JsonNode image) => Texts(image["RootFS"]!["Layers"]!);

    /// <summary>Without the step of the build that it came from, which the engine keeps there, too.</summary>
    private static IEnumerable<string> Configuration(JsonNode image) =>
        image["Config"]!.AsObject().Where(setting => setting.Key != "Image").Select(setting => $"{setting.Key}: {setting.Value?.ToJsonString()}");

    private static IEnumerable<string?> Texts(JsonNode array) => array.AsArray().Select(item => (string?)item);
}
