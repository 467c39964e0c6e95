using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.Pipelines;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What programs are told is what stands in <c>containers/</c>, and what is told differently in a cluster.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed partial class ConfigurationTests(ObservabilityModules modules)
{
    // What only other places than a cluster read, and what rules are made of.
    private static readonly string[] Elsewhere =
    [
        "containers/otel-collector/config.xray.yaml",
        "containers/prometheus/objectives.yml",
        "containers/prometheus/prometheus.yml",
    ];

    [Fact]
    public void Every_file_that_is_loaded_exists() =>
        Assert.Empty(modules.Tree.Files.SelectMany(file => file.Loads.Where(load => load.Matches.Count == 0).Select(load => $"{file.Path}, {load.Place}: {load.Path}")));

    [Fact]
    public void Every_file_of_a_program_is_loaded()
    {
        var root = Repository.PathOf(TerraformTree.Observability);
        var loaded = modules.Tree.Files.SelectMany(file => file.Loads).SelectMany(load => load.Matches)
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetFullPath(path, root)))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var directories = loaded.Select(path => string.Join('/', path.Split('/').Take(2))).Distinct().ToList();
        var files = directories.SelectMany(directory => Repository.FilesBelow(directory, "*"))
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains("/tests/", StringComparison.Ordinal))

            // In a cluster pods are found by their annotations, not by these.
            .Where(path => !path.Contains("/targets/", StringComparison.Ordinal))
            .Except(Elsewhere);

        Assert.Equal(6, directories.Count);
        Assert.Equal(files, loaded);
    }

    [Fact]
    public void Images_are_those_of_the_application_host()
    {
        var pinned = ImagePattern().Matches(File.ReadAllText(Repository.PathOf("SpecCursor.AppHost/ContainerImages.cs")))
            .ToDictionary(match => match.Groups["name"].Value.ToUpperInvariant(), match => $"{match.Groups["registry"].Value}/{match.Groups["image"].Value}:{match.Groups["tag"].Value}", StringComparer.Ordinal);
        var images = modules.Tree.Root.Variables["images"]["default"]!.AsObject();

        Assert.Equal(Programs.In(modules.Tree).Count, images.Count);
        Assert.All(images, image => Assert.Equal(pinned[image.Key.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant()], (string?)image.Value));
    }

    [Fact]
    public void Prometheus_is_started_as_the_application_host_starts_it()
    {
        var options = new PrometheusOptions { WorkingDirectory = "/", ConfigurationDirectory = "/", Port = 9090, Targets = [] };

        Assert.Equal(
            PrometheusServer.Arguments(options, "/etc/prometheus", "/prometheus", ":9090"),
            Flags("prometheus").Select(flag => flag
                .Replace("${var.retention_days}", "15", StringComparison.Ordinal).Replace("${local.retention_gib}", "10", StringComparison.Ordinal)));
    }

    [Fact]
    public void Alertmanager_is_started_as_the_application_host_starts_it() =>
        Assert.Equal(AlertmanagerServer.Arguments("/etc/alertmanager", "/alertmanager", ":9093"), Flags("alertmanager"));

    [Fact]
    public void Retention_is_what_it_is_without_a_cluster()
    {
        var days = modules.Tree.Root.Variables["retention"]["default"]!;

        Assert.Equal(new PrometheusOptions { WorkingDirectory = "/", ConfigurationDirectory = "/", Port = 1, Targets = [] }.RetentionDays, (int)days["metrics_days"]!);
        Assert.Equal((string?)YamlFile.Read("containers/loki/loki.yml")["limits_config"]!["retention_period"], $"{(int)days["logs_days"]! * 24}h");
        Assert.Equal(
            (string?)CollectorFile.Jaeger.Document["extensions"]!["jaeger_storage"]!["backends"]!["traces"]!["badger"]!["ttl"]!["spans"],
            $"{(int)days["traces_days"]! * 24}h");
    }

    [Fact]
    public void What_Jaeger_is_told_by_a_flag_stands_in_its_file()
    {
        var flag = Flags("jaeger").Single(flag => flag.StartsWith("--set=", StringComparison.Ordinal));
        var path = flag["--set=".Length..flag.IndexOf('=', "--set=".Length)].Split('.');

        Assert.NotNull(path.Aggregate((JsonNode?)CollectorFile.Jaeger.Document, (node, name) => node?[name]));
    }

    [Fact]
    public void What_is_replaced_in_Alertmanagers_file_stands_there()
    {
        var module = modules.Tree.Modules.Single(module => module.Name == "alertmanager");
        var replaced = ReplacedPattern().Matches((string)module.Locals["text"]!).Select(match => match.Groups["text"].Value).ToList();

        Assert.Equal(3, replaced.Count);
        Assert.All(replaced, part => Assert.Equal(2, AlertmanagerFile.Text.Split(part).Length));
    }

    [Fact]
    public void Receivers_that_are_left_out_and_secrets_that_are_given_stand_in_Alertmanagers_file()
    {
        var module = modules.Tree.Modules.Single(module => module.Name == "alertmanager");
        var unset = UnsetPattern().Matches((string)module.Locals["unset"]!).Select(match => (match.Groups["receiver"].Value, match.Groups["list"].Value)).ToList();

        Assert.Equal(3, unset.Count);
        Assert.All(unset, part => Assert.NotNull(AlertmanagerFile.Receiver(part.Item1)[part.Item2]));
        Assert.Equal(
            SecretPattern().Matches(AlertmanagerFile.Text + module.Locals["mail"]).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal),
            module.Locals["secrets"]!.AsObject().Select(secret => secret.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Collector_in_a_cluster_follows_the_schema_and_uses_only_what_is_defined()
    {
        var collector = CollectorFile.InCluster;

        ConfigurationSchema.Load("otel-collector").Accepts(collector.Document);
        Assert.All(collector.Pipelines, pipeline =>
        {
            var connectors = collector.Defined("connectors");
            Assert.Equal("memory_limiter", CollectorFile.Names(pipeline.Pipeline["processors"])[0]);
            Assert.Subset(collector.Defined("receivers").Union(connectors).ToHashSet(), CollectorFile.Names(pipeline.Pipeline["receivers"]).ToHashSet());
            Assert.Subset(collector.Defined("processors"), CollectorFile.Names(pipeline.Pipeline["processors"]).ToHashSet());
            Assert.Subset(collector.Defined("exporters").Union(connectors).ToHashSet(), CollectorFile.Names(pipeline.Pipeline["exporters"]).ToHashSet());
        });
    }

    [Fact]
    public void Collector_in_a_cluster_sends_nothing_to_a_dashboard_that_is_not_there_and_all_else_to_where_it_did()
    {
        var exporters = CollectorFile.InCluster.Pipelines.ToDictionary(pipeline => pipeline.Name, pipeline => CollectorFile.Names(pipeline.Pipeline["exporters"]));

        Assert.All(CollectorFile.Collector.Pipelines.Where(pipeline => pipeline.Name != "metrics"), pipeline => Assert.Equal(
            CollectorFile.Names(pipeline.Pipeline["exporters"]).Except(["otlp/aspire"]), exporters[pipeline.Name]));
        Assert.DoesNotContain("otlp/aspire", exporters.SelectMany(pipeline => pipeline.Value));
    }

    [Fact]
    public void Collector_counts_itself_at_the_port_that_it_has_for_it()
    {
        var document = CollectorFile.InCluster.Document;
        var own = document["service"]!["telemetry"]!["metrics"]!["readers"]![0]!["pull"]!["exporter"]!["prometheus"]!["port"];
        var scraped = document["receivers"]!["prometheus/own"]!["config"]!["scrape_configs"]![0]!["static_configs"]![0]!["targets"]![0];

        Assert.Equal($"localhost:{own}", (string?)scraped);
    }

    [Fact]
    public void Loki_on_a_bucket_follows_the_schema_and_keeps_everything_there()
    {
        var loki = YamlFile.Read("containers/loki/loki.yml");
        var plain = loki.DeepClone();
        foreach (var (section, settings) in YamlFile.Read("containers/loki/loki.s3.yml"))
        {
            foreach (var (name, value) in settings!.AsObject())
            {
                loki[section]![name] = value?.DeepClone();
            }
        }

        ConfigurationSchema.Load("loki").Accepts(loki);
        Assert.Equal("s3", (string?)loki["compactor"]!["delete_request_store"]);
        Assert.Equal("s3", (string?)loki["schema_config"]!["configs"]![0]!["object_store"]);

        // But for the store, it is the same period.
        plain["schema_config"]!["configs"]![0]!["object_store"] = "s3";
        Assert.Equal(plain["schema_config"]!.ToJsonString(), loki["schema_config"]!.ToJsonString());
    }

    [Fact]
    public void Every_variable_that_a_file_wants_of_its_environment_has_a_value()
    {
        var loki = modules.Tree.Modules.Single(module => module.Name == "loki").Calls["workload"];
        var wanted = WantedPattern().Matches(File.ReadAllText(Repository.PathOf("containers/loki/loki.s3.yml"))).Select(match => match.Groups["name"].Value).ToList();

        Assert.Equal(["LOKI_S3_BUCKET", "AWS_REGION"], wanted);
        Assert.All(wanted, name => Assert.Contains($"{name} ", (string)loki["env"]!, StringComparison.Ordinal));
    }

    private IReadOnlyList<string> Flags(string program) => Programs.In(modules.Tree).Single(one => one.Name == program).Flags;

    [GeneratedRegex("""ContainerImage (?<name>\w+) \{ get; \} = new\("[^"]+", "(?<registry>[^"]+)", "(?<image>[^"]+)", "(?<tag>[^"]+)"\)""")]
    private static partial Regex ImagePattern();

    [GeneratedRegex("""(?<=, |\s)"(?<text>[^"]+)",\s*(coalesce|try)\(""")]
    private static partial Regex ReplacedPattern();

    [GeneratedRegex("""(?<receiver>[a-z-]+)/(?<list>[a-z]+_configs)""")]
    private static partial Regex UnsetPattern();

    [GeneratedRegex("""secrets/[a-z-]+""")]
    private static partial Regex SecretPattern();

    [GeneratedRegex("""\$\{(?<name>[A-Z0-9_]+)\}""")]
    private static partial Regex WantedPattern();
}
