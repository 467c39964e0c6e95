using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using SpecCursor.AppHost.Observability;

namespace SpecCursor.AppHost.Tests.Composition;

/// <summary>The observability stack as the AppHost composes it, looked at without starting any of it.</summary>
public sealed class ObservabilityTests : IDisposable
{
    private static readonly string[] OnlyContainers = ["loki", "jaeger", "otel-collector", "grafana"];
    private static readonly string[] Services = ["worker", "ai-service", "proof-engine", "controller", "github-app"];

    private readonly Composer composer = new();

    [Theory]
    [InlineData("loki", "grafana/loki", "/etc/loki", "loki.yml", "-config.file=/etc/loki/loki.yml")]
    [InlineData("jaeger", "jaegertracing/jaeger", "/etc/jaeger", "config.yaml", "--config=/etc/jaeger/config.yaml")]
    [InlineData("otel-collector", "otel/opentelemetry-collector-contrib", "/etc/otelcol", "config.yaml", "--config=/etc/otelcol/config.yaml")]
    [InlineData("grafana", "grafana/grafana", "/etc/grafana", "grafana.ini", null)]
    public async Task Container_reads_its_configuration_which_it_cannot_change_and_is_not_root(
        string name, string image, string directory, string file, string? argument)
    {
        await using var builder = await composer.ComposeAsync("containers");

        var resource = Composer.Resource(builder, name);
        Assert.Equal(image, Composer.Image(resource).Image);
        Assert.Matches(@"^\d+\.\d+\.\d+$", Composer.Image(resource).Tag);
        var mount = Assert.Single(resource.Annotations.OfType<ContainerMountAnnotation>(), mount => mount.Target == directory);
        Assert.True(mount.IsReadOnly);
        Assert.True(File.Exists(Path.Combine(mount.Source!, file)));
        Assert.Equal(argument, (await Composer.ArgumentsAsync(builder, name)) is [var first, ..] ? first : null);
        var engine = await Composer.EngineArgumentsAsync(builder, name);
        Assert.Matches("^[1-9][0-9]*:[0-9]+$", engine[engine.ToList().IndexOf("--user") + 1]);
        Assert.NotEmpty(resource.Annotations.OfType<HealthCheckAnnotation>());
        Assert.Empty(resource.Annotations.OfType<WaitAnnotation>());
    }

    [Theory]
    [InlineData("loki", "/loki")]
    [InlineData("grafana", "/var/lib/grafana")]
    [InlineData("jaeger", "/badger")]
    public async Task Container_keeps_its_data_in_a_place_of_this_state_directory(string name, string target)
    {
        await using var builder = await composer.ComposeAsync("containers");

        var mount = Assert.Single(Composer.Resource(builder, name).Annotations.OfType<ContainerMountAnnotation>(), mount => mount.Target == target);

        Assert.False(mount.IsReadOnly);
        if (mount.Type == ContainerMountType.Volume)
        {
            Assert.Matches($"^speccursor-{name}-[0-9a-f]{{12}}$", mount.Source);
        }
        else
        {
            Assert.StartsWith(composer.Root, mount.Source, StringComparison.Ordinal);
            Assert.True(Directory.Exists(mount.Source));
        }
    }

    [Fact]
    public async Task Services_send_to_the_collector_and_it_hands_on_to_the_dashboard()
    {
        await using var builder = await composer.ComposeAsync("containers");

        var collector = Composer.Resource(builder, "otel-collector").Annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == "http");
        Assert.Equal(4318, collector.TargetPort);
        foreach (var service in Services)
        {
            var environment = await Composer.EnvironmentAsync(builder, service);
            Assert.Equal($"http://localhost:{collector.Port}", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            Assert.Equal("http/protobuf", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        }

        var own = await Composer.EnvironmentAsync(builder, "otel-collector");
        Assert.IsType<IValueProvider>(own["ASPIRE_OTLP_ENDPOINT"], exactMatch: false);
        Assert.DoesNotContain(own.Keys, name => name.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_that_a_person_chose_wins_over_the_collector()
    {
        await using var builder = await composer.ComposeAsync("containers", "--SpecCursor:Otlp:Endpoint=http://telemetry.example:4318");

        foreach (var service in Services)
        {
            Assert.Equal("http://telemetry.example:4318/", (await Composer.EnvironmentAsync(builder, service))["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        }
    }

    [Fact]
    public async Task Containers_find_each_other_by_their_names()
    {
        await using var builder = await composer.ComposeAsync("containers");

        var prometheus = Port(builder, "prometheus");
        var alertmanager = Port(builder, "alertmanager");
        var grafana = await Composer.EnvironmentAsync(builder, "grafana");
        Assert.Equal($"http://prometheus:{prometheus}", grafana["SPECCURSOR_PROMETHEUS_URL"]);
        Assert.Equal($"http://alertmanager:{alertmanager}", grafana["SPECCURSOR_ALERTMANAGER_URL"]);
        Assert.Equal("http://loki:3100", grafana["SPECCURSOR_LOKI_URL"]);
        Assert.Equal("http://jaeger:16686", grafana["SPECCURSOR_JAEGER_URL"]);
        Assert.True(Assert.IsType<ParameterResource>(grafana["GF_SECURITY_ADMIN_PASSWORD"]).Secret);
        Assert.Equal($"http://alertmanager:{alertmanager}", (await Composer.EnvironmentAsync(builder, "loki"))["ALERTMANAGER_URL"]);
        Assert.Equal($"http://prometheus:{prometheus}", (await Composer.EnvironmentAsync(builder, "jaeger"))["PROMETHEUS_URL"]);
    }

    [Fact]
    public async Task Prometheus_is_told_of_every_container_that_has_something_to_tell()
    {
        await using var builder = await composer.ComposeAsync("containers");

        var targets = await TargetsAsync(builder, "exporters.json");

        Assert.Equal(
            [
                "grafana:3000 grafana", "jaeger:8888 jaeger", "loki:3100 loki", "node-exporter:9100 host", "otel-collector:8888 otel-collector",
                "otel-collector:8889 otel-collector spans", "postgres-exporter:9187 postgres", "redis-exporter:9121 redis",
            ],
            targets);
        Assert.Equal([$"alertmanager:{Port(builder, "alertmanager")} alertmanager"], await TargetsAsync(builder, "alertmanagers.json"));
        Assert.Contains("--add-host", await Composer.EngineArgumentsAsync(builder, "prometheus"));
    }

    [Fact]
    public async Task Passwords_reach_exporters_as_secrets()
    {
        await using var builder = await composer.ComposeAsync("containers");

        Assert.True(Assert.IsType<ParameterResource>((await Composer.EnvironmentAsync(builder, "postgres-exporter"))["DATA_SOURCE_PASS"]).Secret);
        Assert.True(Assert.IsType<ParameterResource>((await Composer.EnvironmentAsync(builder, "redis-exporter"))["REDIS_PASSWORD"]).Secret);
    }

    [Fact]
    public async Task Native_mode_says_of_what_it_cannot_run_where_it_runs()
    {
        await using var builder = await composer.ComposeAsync("native");

        Assert.All(OnlyContainers, name =>
            Assert.Contains("container engine", Assert.IsType<MissingProgramResource>(Composer.Resource(builder, name)).Remedy, StringComparison.Ordinal));
    }

    public void Dispose() => composer.Dispose();

    private static int? Port(IDistributedApplicationTestingBuilder builder, string name) =>
        Assert.Single(Composer.Resource(builder, name).Annotations.OfType<EndpointAnnotation>()).TargetPort;

    private static async Task<IEnumerable<string>> TargetsAsync(IDistributedApplicationTestingBuilder builder, string file)
    {
        var configuration = Composer.Resource(builder, "prometheus").Annotations.OfType<ContainerMountAnnotation>().First().Source!;
        var groups = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(configuration, "targets", file)))!.AsArray();
        return groups
            .Select(group => string.Join(' ', new[] { group!["targets"]![0], group["labels"]!["service"], group["labels"]!["instance"] }.OfType<JsonNode>()))
            .Order(StringComparer.Ordinal);
    }
}
