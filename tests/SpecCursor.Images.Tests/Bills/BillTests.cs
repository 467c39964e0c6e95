using System.Text.Json.Nodes;
using SpecCursor.Images.Tests.Building;

namespace SpecCursor.Images.Tests.Bills;

/// <summary>Whether the bill of materials of an image is one, and says all that is in the image.</summary>
[Collection(BuiltImages.Collection)]
public sealed class BillTests(BuiltImages images)
{
    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Bill_is_valid_and_the_same_inside_the_image_and_beside_it(string service)
    {
        var inside = await images.ReadAsync(service, $"/usr/share/sbom/{service}.cdx.json");

        Assert.Empty(CycloneDxSchema.Refusals(inside));
        Assert.Equal(await File.ReadAllTextAsync(images.Of(service).Bill), inside);
        Assert.Null(JsonNode.Parse(inside)!["serialNumber"]);
    }

    [Fact]
    public void Schema_refuses_a_component_without_a_name() =>
        Assert.NotEmpty(CycloneDxSchema.Refusals("""{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{ "type": "library" }] }"""));

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Bill_lists_every_nuget_package_that_is_deployed_with_its_hash_and_its_licence(string service)
    {
        var deployed = JsonNode.Parse(await images.ReadAsync(service, $"/app/{images.Of(service).Service.Project}.deps.json"))!["libraries"]!.AsObject()
            .Where(library => (string?)library.Value!["type"] == "package")
            .Select(library => $"pkg:nuget/{library.Key.Replace('/', '@')}")
            .ToList();
        var listed = (await ComponentsAsync(service)).Where(component => (string?)component["type"] == "library").ToDictionary(component => (string)component["purl"]!);

        Assert.True(deployed.Count > 50, $"{service} has {deployed.Count} packages only");
        foreach (var package in deployed)
        {
            Assert.True(listed.TryGetValue(package, out var component), $"{package} is not listed");
            Assert.Equal("SHA-512", (string?)Assert.Single(component["hashes"]!.AsArray())!["alg"]);
            Assert.NotEmpty(component["licenses"]!.AsArray());
        }
    }

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Bill_lists_every_package_of_the_distribution_and_the_runtime(string service)
    {
        var status = await images.ReadAsync(service, "/var/lib/dpkg/status");
        var installed = status.Split("\n\n").Where(paragraph => paragraph.Contains("\nStatus: install ok installed\n", StringComparison.Ordinal)).Select(Identity).ToList();
        var components = await ComponentsAsync(service);

        var listed = components.Where(component => ((string)component["purl"]!).StartsWith("pkg:deb/", StringComparison.Ordinal)).Select(Identity);
        Assert.Contains(installed, package => package.StartsWith("libc6 ", StringComparison.Ordinal));
        Assert.Equal(installed.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        var frameworks = components.Where(component => (string?)component["type"] == "framework").Select(Identity).Order(StringComparer.Ordinal);
        Assert.Equal([$"Microsoft.AspNetCore.App {Environment.Version}", $"Microsoft.NETCore.App {Environment.Version}"], frameworks);
    }

    [Fact]
    public async Task Bill_of_the_worker_lists_node_and_what_npm_is_made_of()
    {
        var listed = (await ComponentsAsync("worker")).Select(component => (string)component["purl"]!).ToList();
        var package = JsonNode.Parse(await images.ReadAsync("worker", "/usr/local/lib/node_modules/npm/package.json"))!;

        Assert.Contains($"pkg:npm/npm@{package["version"]}", listed);
        Assert.Single(listed, url => url.StartsWith("pkg:npm/node-linux-", StringComparison.Ordinal));
        foreach (var file in (await images.FilesAsync("worker")).Select(file => file.Name)
            .Where(name => name.StartsWith("usr/local/lib/node_modules/npm/node_modules/", StringComparison.Ordinal) && IsPackage(name)))
        {
            var bundled = JsonNode.Parse(await images.ReadAsync("worker", "/" + file))!;
            Assert.Contains($"pkg:npm/{((string)bundled["name"]!).Replace("@", "%40", StringComparison.Ordinal)}@{bundled["version"]}", listed);
        }
    }

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task What_an_image_is_made_of_is_what_its_bill_says_that_it_depends_on(string service)
    {
        var bill = JsonNode.Parse(await images.ReadAsync(service, $"/usr/share/sbom/{service}.cdx.json"))!;
        var own = bill["metadata"]!["component"]!;
        var graph = bill["dependencies"]!.AsArray().ToDictionary(entry => (string)entry!["ref"]!, entry => entry!["dependsOn"]?.AsArray().Select(item => (string)item!) ?? []);

        Assert.Equal($"speccursor/{service}", (string?)own["name"]);
        HashSet<string> reached = [(string)own["bom-ref"]!];
        Queue<string> open = new(reached);
        while (open.TryDequeue(out var next))
        {
            foreach (var needed in graph.GetValueOrDefault(next, []).Where(reached.Add))
            {
                open.Enqueue(needed);
            }
        }

        Assert.Empty(bill["components"]!.AsArray().Select(component => (string)component!["bom-ref"]!).Except(reached));
    }

    private static bool IsPackage(string name)
    {
        var inside = name[(name.LastIndexOf("/node_modules/", StringComparison.Ordinal) + "/node_modules/".Length)..].Split('/');
        return inside[^1] == "package.json" && inside.Length == (inside[0].StartsWith('@') ? 3 : 2);
    }

    private async Task<IReadOnlyList<JsonNode>> ComponentsAsync(string service) =>
        [.. JsonNode.Parse(await images.ReadAsync(service, $"/usr/share/sbom/{service}.cdx.json"))!["components"]!.AsArray().Select(component => component!)];

    private static string Identity(JsonNode component) => $"{component["name"]} {component["version"]}";

    private static string Identity(string paragraph)
    {
        var lines = paragraph.Split('\n');
        return $"{Field("Package: ")} {Field("Version: ")}";

        string Field(string name) => lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }
}
