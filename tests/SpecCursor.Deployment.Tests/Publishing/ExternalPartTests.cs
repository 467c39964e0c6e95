using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using k8s.Models;
using SpecCursor.Deployment.Tests.Kubernetes;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Publishing;

/// <summary>What is published without what is there already, and that nothing of it counts on what is not published.</summary>
public sealed partial class ExternalPartTests(PublishedElsewhere published) : IClassFixture<PublishedElsewhere>
{
    private static readonly string[] Observability = ["alertmanager", "blackbox-exporter", "grafana", "jaeger", "loki", "otel-collector", "prometheus"];
    private static readonly string[] Left = [.. PublishedCluster.Services.Concat(["redis", "redis-exporter"]).Order(StringComparer.Ordinal)];
    private static readonly string[] LeftWithObservability = [.. Left.Concat(Observability).Order(StringComparer.Ordinal)];

    [Fact]
    public void Cluster_has_what_was_asked_for_and_takes_it()
    {
        Assert.Equal(Left, published.Services.Pods.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(LeftWithObservability, published.WithoutPostgres.Pods.Keys.Order(StringComparer.Ordinal));
        Assert.All(published.Services.Documents.Concat(published.WithoutPostgres.Documents), document => Assert.Empty(ManifestSchema.FaultsOf(document)));
        Assert.Empty(published.Services.Of<V1ClusterRole>());
        Assert.Equal(["redis"], published.Services.Of<V1StatefulSet>().Select(one => one.Name()));
        Assert.False(File.Exists(Path.Combine(published.Root, "both/kubernetes/prometheus-adapter.yaml")));
        Assert.True(File.Exists(Path.Combine(published.Root, "postgres/kubernetes/prometheus-adapter.yaml")));
    }

    [Fact]
    public void Services_of_a_cluster_take_the_connection_from_the_secret_that_whoever_deploys_fills_in() => Assert.All(new[] { published.Services, published.WithoutPostgres }, cluster =>
    {
        Assert.All(PublishedCluster.Services, service =>
        {
            var source = Assert.Single(cluster.Container(service).Env, variable => variable.Name == "ConnectionStrings__speccursor").ValueFrom.SecretKeyRef;
            Assert.Equal(("speccursor", "postgres-connection", null), (source.Name, source.Key, source.Optional));
        });
        Assert.All(PublishedCluster.Services, service => Assert.Equal(
            cluster == published.Services ? ["rabbitmq-connection"] : [],
            cluster.Container(service).Env.Where(variable => variable.Name == "ConnectionStrings__rabbitmq").Select(variable => variable.ValueFrom.SecretKeyRef.Key)));
        var keys = cluster.Pods.Values.SelectMany(pod => pod.Spec.Containers[0].Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Key).OfType<string>().ToHashSet();
        Assert.DoesNotContain("postgres-password", keys);
        Assert.Equal(cluster == published.WithoutPostgres, keys.Contains("grafana-password"));
    });

    [Fact]
    public void Services_of_a_cluster_tell_the_observability_that_is_there() => Assert.All(PublishedCluster.Services, service =>
    {
        var environment = published.Services.Container(service).Env.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value);

        Assert.Equal(new Uri(PublishedElsewhere.Collector), new Uri(environment["OTEL_EXPORTER_OTLP_ENDPOINT"]));
        Assert.Equal("http/protobuf", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal(new Uri(PublishedElsewhere.Alertmanager), new Uri(environment["SpecCursor__Alerting__Alertmanagers__0"]));
        Assert.Equal("true", published.Services.Pods[service].Metadata.Annotations["prometheus.io/scrape"]);
        Assert.Equal("8080", published.Services.Pods[service].Metadata.Annotations["prometheus.io/port"]);
    });

    [Fact]
    public void Policies_lead_to_what_is_elsewhere_and_let_its_Prometheus_in()
    {
        Assert.All(PublishedCluster.Services, service =>
        {
            var policy = published.Services.Policies[service].Spec;
            Assert.Equal(
                ["0.0.0.0/0 443", "0.0.0.0/0 5432", "0.0.0.0/0 5671", "observability 4318", "observability 9093"],
                policy.Egress.Where(rule => rule.To.All(peer => peer.PodSelector is null))
                    .Select(rule => $"{Assert.Single(rule.To).IpBlock?.Cidr ?? rule.To[0].NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]} {Assert.Single(rule.Ports).Port.Value}").Order(StringComparer.Ordinal));
            Assert.Contains("169.254.0.0/16", policy.Egress.Single(rule => rule.Ports[0].Port.Value == "5432").To[0].IpBlock.Except);
            Assert.Contains(policy.Ingress, rule => IsFromMetrics(rule) && rule.Ports[0].Port.Value == "8080");
        });
        Assert.Contains(published.Services.Policies["redis-exporter"].Spec.Ingress, rule => IsFromMetrics(rule) && rule.Ports[0].Port.Value == "9121");

        // Where only Postgres is elsewhere, everybody else is where he was.
        Assert.All(PublishedCluster.Services, service => Assert.DoesNotContain("4318", published.WithoutPostgres.Policies[service].Spec.Egress.Where(rule => rule.To[0].PodSelector is null).Select(rule => rule.Ports[0].Port.Value)));
        Assert.All(PublishedCluster.Services, service => Assert.DoesNotContain(published.WithoutPostgres.Policies[service].Spec.Ingress, IsFromMetrics));
    }

    [Fact]
    public void No_policy_of_a_cluster_names_a_program_that_is_not_there() => Assert.All(new[] { published.Services, published.WithoutPostgres }, cluster =>
    {
        var peers = cluster.Policies.Values.SelectMany(policy => (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To)))
            .Select(peer => peer.PodSelector?.MatchLabels is { } labels && labels.TryGetValue("app.kubernetes.io/name", out var name) ? name : null).OfType<string>().ToHashSet();

        Assert.Contains("redis", peers);
        Assert.Subset(cluster.Pods.Keys.ToHashSet(), peers);
    });

    [Theory]
    [InlineData("both/compose")]
    [InlineData("both/kubernetes")]
    [InlineData("postgres/compose")]
    [InlineData("postgres/kubernetes")]
    public void No_file_has_the_address_of_a_program_that_is_not_there(string directory)
    {
        // The exporter of machines is in Prometheus' targets wherever Prometheus is; a cluster's platform has it, and no program of it reads that file.
        var left = directory.StartsWith("both", StringComparison.Ordinal) ? Left : LeftWithObservability.Append("node-exporter");
        var missing = Observability.Concat(["postgres", "postgres-exporter", "node-exporter"]).Except(left).ToHashSet();
        var files = Directory.GetFiles(Path.Combine(published.Root, directory), "*", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(AddressPattern().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value), missing.Contains));
    }

    [Theory]
    [InlineData("both", false)]
    [InlineData("postgres", true)]
    public void Compose_has_what_was_asked_for_and_defines_all_that_it_names(string choice, bool hasObservability)
    {
        var file = YamlFile.Parse(published.Read($"{choice}/compose/compose.yaml"));
        var services = file["services"]!.AsObject().ToDictionary(service => service.Key, service => service.Value!.AsObject());
        var programs = hasObservability ? LeftWithObservability.Append("node-exporter").Append("jaeger-volume") : Left;

        Assert.Equal(programs.Order(StringComparer.Ordinal), services.Keys.Order(StringComparer.Ordinal));
        Assert.All(services, service =>
        {
            Assert.Subset(services.Keys.ToHashSet(), Names(service.Value["depends_on"]));
            Assert.Subset(Names(file["networks"]), Names(service.Value["networks"]));
            Assert.Subset(Names(file["secrets"]), (service.Value["secrets"]?.AsArray() ?? []).Select(secret => (string)secret!["source"]!).ToHashSet());
            Assert.Subset(
                Names(file["volumes"]),
                (service.Value["volumes"]?.AsArray() ?? []).Select(volume => ((string)volume!).Split(':')[0]).Where(name => !name.StartsWith('.') && !name.StartsWith('/')).ToHashSet());
            Assert.All(
                (service.Value["volumes"]?.AsArray() ?? []).Select(volume => ((string)volume!).Split(':')[0]).Where(name => name.StartsWith('.')),
                path => Assert.True(Path.Exists(Path.Combine(published.Root, choice, "compose", path)), path));
        });
        Assert.Equal(
            services.SelectMany(service => service.Value["volumes"]?.AsArray() ?? []).Select(volume => ((string)volume!).Split(':')[0]).Where(name => !name.StartsWith('.') && !name.StartsWith('/')).ToHashSet(),
            Names(file["volumes"]));
    }

    [Theory]
    [InlineData("both")]
    [InlineData("postgres")]
    public void Compose_asks_for_the_connection_and_generates_none(string choice)
    {
        var services = YamlFile.Parse(published.Read($"{choice}/compose/compose.yaml"))["services"]!;
        var lines = published.Read($"{choice}/compose/.env").Split('\n');

        Assert.All(PublishedCluster.Services, service => Assert.Equal("${POSTGRES_CONNECTION:?set it in .env}", (string?)services[service]!["environment"]!["ConnectionStrings__speccursor"]));
        Assert.Contains("POSTGRES_CONNECTION=", lines);
        Assert.Equal(choice == "both", lines.Contains("RABBITMQ_CONNECTION="));
        Assert.All(PublishedCluster.Services, service => Assert.Equal(
            choice == "both" ? "${RABBITMQ_CONNECTION:?set it in .env}" : null, (string?)services[service]!["environment"]!["ConnectionStrings__rabbitmq"]));
        Assert.DoesNotContain(lines, line => line.StartsWith("POSTGRES_PASSWORD", StringComparison.Ordinal));
        Assert.Equal(choice == "postgres", lines.Any(line => line.StartsWith("GRAFANA_PASSWORD", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Compose_keeps_the_connection_that_was_written_into_it()
    {
        const string Line = "POSTGRES_CONNECTION='Host=db.example;Password=a$b=c'";
        var directory = Path.Combine(published.Root, "kept");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, ".env"), $"{Line}\n");

        var again = await Published.RunAsync("compose", directory, PublishedElsewhere.Both);

        Assert.True(again.Succeeded, again.Explanation);
        Assert.Contains(Line, published.Read("kept/.env").Split('\n'));
    }

    [Fact]
    public void Compose_tells_the_observability_that_is_there()
    {
        var services = YamlFile.Parse(published.Read("both/compose/compose.yaml"))["services"]!;

        Assert.All(PublishedCluster.Services, service =>
        {
            var environment = services[service]!["environment"]!;
            Assert.Equal(new Uri(PublishedElsewhere.Collector), new Uri((string)environment["OTEL_EXPORTER_OTLP_ENDPOINT"]!));
            Assert.Equal(new Uri(PublishedElsewhere.Alertmanager), new Uri((string)environment["SpecCursor__Alerting__Alertmanagers__0"]!));
        });
    }

    /// <summary>It would be a target that is always down, and an alert that is never over.</summary>
    [Fact]
    public void Prometheus_scrapes_all_that_it_did_but_the_exporter_of_Postgres()
    {
        const string File = "configuration/prometheus/targets/exporters.json";
        var all = JsonNode.Parse(System.IO.File.ReadAllText(Repository.PathOf("containers/prometheus/targets/exporters.json")))!.AsArray();

        Assert.Equal(
            all.Where(group => (string?)group!["targets"]![0] != "postgres-exporter:9187").Select(group => group!.ToJsonString()),
            JsonNode.Parse(published.Read($"postgres/compose/{File}"))!.AsArray().Select(group => group!.ToJsonString()));
        Assert.Equal(7, all.Count);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("postgres")]
    public void Manifest_follows_its_schema_and_asks_for_the_connection(string choice)
    {
        var manifest = JsonNode.Parse(published.Read($"{choice}/manifest/aspire-manifest.json"))!;
        var resources = manifest["resources"]!.AsObject();
        var schema = JsonSchema.FromText(File.ReadAllText(Repository.PathOf("tests/SpecCursor.Deployment.Tests/Manifest/manifest.schema.json")), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
        var programs = resources.Where(resource => (string?)resource.Value!["type"] is "container.v0" or "project.v0").Select(resource => resource.Key).Order(StringComparer.Ordinal);

        Assert.True(schema.Evaluate(JsonSerializer.SerializeToElement(manifest)).IsValid);
        Assert.Equal(choice == "both" ? Left : LeftWithObservability, programs);
        Assert.True((bool?)resources["postgres-connection"]!["inputs"]!["value"]!["secret"]);
        Assert.Null(resources["postgres-connection"]!["inputs"]!["value"]!["default"]);
        Assert.False(resources.ContainsKey("postgres-password"));
        Assert.Equal("{postgres-connection.value}", (string?)resources["speccursor"]!["connectionString"]);
        Assert.All(ExpressionPattern().Matches(manifest.ToJsonString()).Select(match => match.Groups["name"].Value), name => Assert.True(resources.ContainsKey(name), name));
    }

    /// <summary>An address that is no name within the cluster may be anywhere, and the way to it is open at its port only.</summary>
    [Fact]
    public async Task Collector_outside_of_the_cluster_is_reached_at_its_port()
    {
        var directory = Path.Combine(published.Root, "outside");
        var settings = new Dictionary<string, string>(PublishedElsewhere.Both) { ["SPECCURSOR_OTLP_ENDPOINT"] = "https://otlp.example:4443/otlp", ["SPECCURSOR_OTLP_PROTOCOL"] = "grpc" };
        settings.Remove("SPECCURSOR_ALERTMANAGER_URL");

        var result = await Published.RunAsync("kubernetes", directory, settings);

        Assert.True(result.Succeeded, result.Explanation);
        var cluster = await PublishedCluster.BuildAsync(directory);
        var environment = cluster.Container("worker").Env.ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.Equal(("https://otlp.example:4443/otlp", "grpc"), (environment["OTEL_EXPORTER_OTLP_ENDPOINT"], environment["OTEL_EXPORTER_OTLP_PROTOCOL"]));
        Assert.DoesNotContain("SpecCursor__Alerting__Alertmanagers__0", environment.Keys);
        Assert.Equal("0.0.0.0/0", cluster.Policies["worker"].Spec.Egress.Single(rule => rule.Ports[0].Port.Value == "4443").To[0].IpBlock.Cidr);
    }

    private static bool IsFromMetrics(V1NetworkPolicyIngressRule rule) => rule.FromProperty.Any(peer => peer.NamespaceSelector?.MatchLabels.ContainsKey("speccursor.dev/metrics") == true);

    private static HashSet<string> Names(JsonNode? node) => node switch
    {
        JsonObject mapping => [.. mapping.Select(entry => entry.Key)],
        JsonArray list => [.. list.Select(item => (string)item!)],
        _ => [],
    };

    // A name that goes on with a dot is of another namespace.
    [GeneratedRegex(@"(?<![\w.-])(?<name>[a-z][a-z-]+):\d{4,5}\b")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9-]*)(?:\.[A-Za-z0-9-]+)+\}")]
    private static partial Regex ExpressionPattern();
}
