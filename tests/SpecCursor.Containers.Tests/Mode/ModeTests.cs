using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost;
using SpecCursor.Containers.Tests.Engine;

namespace SpecCursor.Containers.Tests.Mode;

/// <summary>What runs in the engine, and what each container is given and denied.</summary>
[Collection(ContainerApp.Collection)]
public sealed class ModeTests(ContainerApp mode)
{
    [Fact]
    public async Task Every_container_runs_from_the_image_that_was_chosen_without_root_or_capabilities_and_within_limits()
    {
        foreach (var image in ContainerImages.All)
        {
            var container = Assert.Single(await Docker.ContainersAsync($"{image.Key}-"), container => Image(container).StartsWith($"speccursor.local/{image.Key}:", StringComparison.Ordinal));
            var host = container["HostConfig"]!;
            Assert.Matches("^[1-9][0-9]*:[0-9]+$", (string?)container["Config"]!["User"]);
            Assert.True((bool?)host["ReadonlyRootfs"], image.Key);
            Assert.Equal(["ALL"], host["CapDrop"]!.AsArray().Select(capability => (string?)capability));
            Assert.Null(host["CapAdd"]);
            Assert.Contains("no-new-privileges", host["SecurityOpt"]!.AsArray().Select(option => (string?)option));
            Assert.False((bool?)host["Privileged"]);
            Assert.InRange((long?)host["Memory"] ?? 0, 64L << 20, 4L << 30);
            Assert.InRange((long?)host["NanoCpus"] ?? 0, 1, Environment.ProcessorCount * 1_000_000_000L);
            Assert.InRange((long?)host["PidsLimit"] ?? 0, 1, 1024);
        }
    }

    [Fact]
    public async Task Ports_are_published_on_the_loopback_interface_only()
    {
        var addresses = (await ContainersAsync())
            .SelectMany(container => container["NetworkSettings"]!["Ports"]!.AsObject())
            .SelectMany(port => port.Value?.AsArray() ?? [])
            .Select(binding => (string?)binding!["HostIp"])
            .ToList();

        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Equal("127.0.0.1", address));
    }

    [Fact]
    public async Task Services_listen_at_the_loopback_interface_and_the_engines_bridge_and_nowhere_else()
    {
        var bridge = (await Docker.RunAsync("network", "inspect", "bridge", "--format", "{{range .IPAM.Config}}{{.Subnet}} {{end}}")).Trim();
        var subnet = System.Net.IPNetwork.Parse(bridge);
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        foreach (var service in new[] { "worker", "ai-service", "proof-engine", "controller", "github-app" })
        {
            var port = mode.App.AddressOf(service).Port;
            var addresses = listeners.Where(listener => listener.Port == port).Select(listener => listener.Address).ToList();
            Assert.All(addresses, address => Assert.True(System.Net.IPAddress.IsLoopback(address) || subnet.Contains(address), $"{service} listens at {address}"));
            Assert.Contains(addresses, subnet.Contains);
        }
    }

    /// <summary>Asked as the container's own user, at the paths that the real images read.</summary>
    [Theory]
    [InlineData("prometheus", "/etc/speccursor/prometheus.yml", "/etc/speccursor/targets/services.json", "/etc/speccursor/rules/recording.yml")]
    [InlineData("alertmanager", "/etc/speccursor/alertmanager.yml", "/etc/speccursor/templates/speccursor.tmpl", "/etc/speccursor/secrets/controller-key")]
    [InlineData("loki", "/etc/loki/loki.yml", "/etc/loki/rules/fake/alerts.yml")]
    [InlineData("jaeger", "/etc/jaeger/config.yaml")]
    [InlineData("otel-collector", "/etc/otelcol/config.yaml")]
    [InlineData("grafana", "/etc/grafana/grafana.ini", "/etc/grafana/dashboards/overview.json", "/etc/grafana/provisioning/datasources/speccursor.yml")]
    [InlineData("blackbox-exporter", "/etc/blackbox_exporter/config.yml")]
    public async Task Container_reads_all_of_its_configuration_and_cannot_change_it(string name, params string[] among)
    {
        var container = Assert.Single(await Docker.ContainersAsync($"{name}-"), container => Image(container).Contains($"/{name}:", StringComparison.Ordinal));
        var mount = container["Mounts"]!.AsArray().First(mount => among[0].StartsWith((string)mount!["Destination"]!, StringComparison.Ordinal))!;
        var (source, target) = ((string)mount["Source"]!, (string)mount["Destination"]!);

        var inside = Docker.Lines(await Docker.RunAsync("exec", Id(container), "find", target, "-type", "f", "-exec", "sha256sum", "{}", "+"))
            .ToDictionary(line => line[66..], line => line[..64]);

        var files = File.Exists(source) ? [source] : Directory.GetFiles(source, "*", SearchOption.AllDirectories);
        Assert.Equal(
            files.ToDictionary(file => file == source ? target : Path.Combine(target, Path.GetRelativePath(source, file)), Hash).OrderBy(file => file.Key, StringComparer.Ordinal),
            inside.OrderBy(file => file.Key, StringComparer.Ordinal));
        Assert.All(among, file => Assert.Contains(file, inside.Keys));
        Assert.False((bool?)mount["RW"]);
    }

    [Theory]
    [InlineData("loki", "/loki")]
    [InlineData("jaeger", "/badger")]
    [InlineData("grafana", "/var/lib/grafana")]
    [InlineData("otel-collector", null)]
    public async Task Stand_in_gets_arguments_and_places_to_write_as_the_real_program_would(string name, string? data)
    {
        using var client = mode.App.CreateClient(name);

        var given = (await client.GetFromJsonAsync<JsonObject>(new Uri("/stand-in", UriKind.Relative)))!;

        var writable = given["writes"]!.AsObject().Where(place => (bool)place.Value!).Select(place => place.Key).ToHashSet();
        Assert.Equal(data is null ? ["/tmp"] : new[] { data, "/tmp" }.ToHashSet(), writable);
        Assert.NotEqual(0, (int?)given["user"]);
        Assert.All(given["arguments"]!.AsArray(), argument => Assert.StartsWith("-", (string?)argument, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reloading_gives_a_running_container_its_changed_configuration()
    {
        var rules = Path.Combine(mode.Files, "prometheus", "rules", "alerts-host.yml");
        await File.WriteAllTextAsync(rules, (await File.ReadAllTextAsync(rules)).Replace("- alert: HostDiskFullSoon", "- alert: HostDiskFullLater", StringComparison.Ordinal));
        using var prometheus = mode.App.CreateClient("prometheus");

        foreach (var container in new[] { "prometheus", "alertmanager", "otel-collector", "jaeger" })
        {
            await mode.App.ExecuteAsync(container, "reload");
        }

        var loaded = await prometheus.GetStringAsync(new Uri("/api/v1/rules?type=alert", UriKind.Relative));
        Assert.Contains("HostDiskFullLater", loaded, StringComparison.Ordinal);
        foreach (var container in new[] { "otel-collector", "jaeger" })
        {
            using var client = mode.App.CreateClient(container);
            Assert.Equal(1, (int?)(await client.GetFromJsonAsync<JsonObject>(new Uri("/stand-in", UriKind.Relative)))!["reloads"]);
        }
    }

    private async Task<IReadOnlyList<JsonNode>> ContainersAsync()
    {
        var names = mode.App.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ContainerResource>().Select(container => container.Name).ToList();
        var all = await Docker.ContainersAsync();
        var own = all.Where(container => names.Exists(name => Name(container).StartsWith(name + "-", StringComparison.Ordinal))).ToList();
        Assert.Equal(names.Count, own.Count);
        return own;
    }

    private static string Name(JsonNode container) => ((string)container["Name"]!).TrimStart('/');

    private static string Id(JsonNode container) => (string)container["Id"]!;

    private static string Image(JsonNode container) => (string)container["Config"]!["Image"]!;

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
