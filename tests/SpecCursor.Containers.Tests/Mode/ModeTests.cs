using System.Net;
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
            var container = await ContainerAsync(image.Key);
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

    /// <summary>Pages, what services talk to, and where it is asked whether a program is ready; nothing else, and nothing to other machines.</summary>
    [Theory]
    [InlineData("postgres", "5432/tcp")]
    [InlineData("redis", "6379/tcp")]
    [InlineData("prometheus", null)]
    [InlineData("alertmanager", null)]
    [InlineData("loki", "3100/tcp")]
    [InlineData("jaeger", "16686/tcp")]
    [InlineData("grafana", "3000/tcp")]
    [InlineData("otel-collector", "4318/tcp", "13133/tcp")]
    [InlineData("postgres-exporter", "9187/tcp")]
    [InlineData("redis-exporter", "9121/tcp")]
    [InlineData("node-exporter", "9100/tcp")]
    [InlineData("blackbox-exporter", "9115/tcp")]
    public async Task Ports_that_are_used_are_published_on_the_loopback_interface_only(string program, params string[]? ports)
    {
        // These two have the same port in their containers as on this machine, any free one.
        var expected = ports ?? [$"{mode.App.AddressOf(program).Port}/tcp"];

        var published = (await ContainerAsync(program))["NetworkSettings"]!["Ports"]!.AsObject().Where(port => port.Value is not null).ToList();

        Assert.Equal(expected.Order(StringComparer.Ordinal), published.Select(port => port.Key).Order(StringComparer.Ordinal));
        Assert.All(published.SelectMany(port => port.Value!.AsArray()), binding => Assert.Equal("127.0.0.1", (string?)binding!["HostIp"]));
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
        var container = await ContainerAsync(name);
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
        Assert.Equal("true", (string?)(await ContainerAsync(name))["Config"]!["Labels"]!["speccursor.stand-in"]);
        using var unknown = await client.GetAsync(new Uri("/what-no-program-has", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.All(given["arguments"]!.AsArray(), argument => Assert.StartsWith("-", (string?)argument, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reloading_gives_a_running_container_its_changed_configuration()
    {
        var rules = Path.Combine(mode.Files, "prometheus", "rules", "alerts-host.yml");
        await File.WriteAllTextAsync(rules, (await File.ReadAllTextAsync(rules)).Replace("- alert: HostDiskFullSoon", "- alert: HostDiskFullLater", StringComparison.Ordinal));
        var routes = Path.Combine(mode.Files, "alertmanager", "alertmanager.yml");
        await File.WriteAllTextAsync(routes, (await File.ReadAllTextAsync(routes)).Replace("resolve_timeout: 5m", "resolve_timeout: 7m", StringComparison.Ordinal));
        using var prometheus = mode.App.CreateClient("prometheus");
        using var alertmanager = mode.App.CreateClient("alertmanager");

        foreach (var container in new[] { "prometheus", "alertmanager", "otel-collector", "jaeger" })
        {
            await mode.App.ExecuteAsync(container, "reload");
        }

        var loaded = await prometheus.GetStringAsync(new Uri("/api/v1/rules?type=alert", UriKind.Relative));
        Assert.Contains("HostDiskFullLater", loaded, StringComparison.Ordinal);
        var status = await alertmanager.GetFromJsonAsync<JsonObject>(new Uri("/api/v2/status", UriKind.Relative));
        Assert.Contains("resolve_timeout: 7m", (string?)status!["config"]!["original"], StringComparison.Ordinal);
        foreach (var container in new[] { "otel-collector", "jaeger" })
        {
            using var client = mode.App.CreateClient(container);
            Assert.Equal(1, (int?)(await client.GetFromJsonAsync<JsonObject>(new Uri("/stand-in", UriKind.Relative)))!["reloads"]);
        }
    }

    /// <summary>The container of a program, which runs from the image that stands for its own.</summary>
    private async Task<JsonNode> ContainerAsync(string program) => Assert.Single(
        await ContainersAsync(), container => Image(container).Split(':')[0] is var name && (name == $"speccursor.local/{program}" || name == $"speccursor.local/{program}-stand-in"));

    private async Task<IReadOnlyList<JsonNode>> ContainersAsync()
    {
        var owned = await mode.OwnedAsync();
        var own = (await Docker.ContainersAsync()).Where(container => owned.Contains($"container {((string)container["Name"]!).TrimStart('/')}")).ToList();
        Assert.Equal(mode.App.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ContainerResource>().Count(), own.Count);
        return own;
    }

    private static string Id(JsonNode container) => (string)container["Id"]!;

    private static string Image(JsonNode container) => (string)container["Config"]!["Image"]!;

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
