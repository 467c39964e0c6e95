using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using SpecCursor.Deployment.Tests.Publishing;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Manifest;

/// <summary>The manifest, read as azd reads it: by its schema, its expressions, and the files that it names.</summary>
[Collection(PublishedCollection.Name)]
public sealed partial class ManifestTests(Published published)
{
    private static readonly string[] Services = ["worker", "ai-service", "proof-engine", "controller", "github-app"];

    private static readonly string[] Containers =
    [
        "postgres", "redis", "loki", "jaeger", "otel-collector", "grafana", "postgres-exporter", "redis-exporter", "blackbox-exporter", "alertmanager", "prometheus",
    ];

    private static readonly string[] Secrets = ["api-key", "webhook-secret", "postgres-password", "redis-password", "grafana-password", "github-token", "anthropic-api-key"];

    private JsonObject Manifest => JsonNode.Parse(published.Read("manifest/aspire-manifest.json"))!.AsObject();

    private JsonObject Resources => Manifest["resources"]!.AsObject();

    [Fact]
    public void It_is_as_its_schema_says()
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Repository.PathOf("tests/SpecCursor.Deployment.Tests/Manifest/manifest.schema.json")));

        var result = schema.Evaluate(JsonSerializer.SerializeToElement(Manifest), new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }

    [Fact]
    public void Every_program_and_every_parameter_is_in_it()
    {
        Assert.Equal(Services.Order(), NamesOf("project.v0").Order());
        Assert.Equal(Containers.Order(), NamesOf("container.v0").Order());
        Assert.Equal(Secrets.Append("console-url").Order(), NamesOf("parameter.v0").Order());
        Assert.All(Secrets, name => Assert.True((bool?)Resources[name]!["inputs"]!["value"]!["secret"], name));
        Assert.Equal("{postgres.connectionString};Database=speccursor", (string?)Resources["speccursor"]!["connectionString"]);
    }

    [Fact]
    public void Secrets_of_ours_are_generated_and_those_of_others_are_asked_for()
    {
        Assert.All(
            new[] { "api-key", "webhook-secret", "postgres-password", "redis-password", "grafana-password" },
            name => Assert.True((int?)Input(name)["default"]?["generate"]?["minLength"] >= 32, name));
        Assert.All(new[] { "github-token", "anthropic-api-key" }, name => Assert.Null(Input(name)["default"]));
    }

    [Fact]
    public void Only_what_others_call_is_external()
    {
        var external = Resources.Where(resource => resource.Value!["bindings"] is JsonObject bindings && bindings.Any(binding => (bool?)binding.Value!["external"] == true)).Select(resource => resource.Key);

        Assert.Equal(["controller", "github-app"], external.Order());
    }

    /// <summary>At which ports of a program others may call it; those of a project are azd's to choose.</summary>
    [Fact]
    public void Every_port_that_others_call_is_a_binding()
    {
        var ports = Containers.ToDictionary(
            name => name, name => string.Join(' ', Resources[name]!["bindings"]!.AsObject().Select(binding => (int)binding.Value!["targetPort"]!).Order()));

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["alertmanager"] = "9093",
                ["blackbox-exporter"] = "9115",
                ["grafana"] = "3000",
                ["jaeger"] = "4317 16686",
                ["loki"] = "3100",
                ["otel-collector"] = "4318 8888 8889",
                ["postgres"] = "5432",
                ["postgres-exporter"] = "9187",
                ["prometheus"] = "9090",
                ["redis"] = "6379",
                ["redis-exporter"] = "9121",
            },
            new SortedDictionary<string, string>(ports));
    }

    [Fact]
    public void Redis_has_a_limit_of_its_own_within_that_of_its_container() =>
        Assert.EndsWith(" --maxmemory 384mb --maxmemory-policy allkeys-lru", (string?)Resources["redis"]!["args"]!.AsArray()[^1], StringComparison.Ordinal);

    [Fact]
    public void What_keeps_data_has_a_volume()
    {
        var volumes = Resources.Where(resource => resource.Value!["volumes"] is not null).ToDictionary(resource => resource.Key, resource => (string?)resource.Value!["volumes"]![0]!["target"]);

        Assert.Equal(
            new SortedDictionary<string, string?>
            {
                ["alertmanager"] = "/alertmanager",
                ["grafana"] = "/var/lib/grafana",
                ["jaeger"] = "/badger",
                ["loki"] = "/loki",
                ["postgres"] = "/var/lib/postgresql",
                ["prometheus"] = "/prometheus",
                ["redis"] = "/data",
            },
            new SortedDictionary<string, string?>(volumes));
    }

    [Fact]
    public void Files_that_it_names_are_there()
    {
        var root = Path.Combine(published.Root, "manifest");
        var named = Resources.SelectMany(resource => (resource.Value!["bindMounts"]?.AsArray() ?? []).Select(mount => (string)mount!["source"]!)
            .Concat(resource.Value["path"] is { } project ? [(string)project!] : [])).ToList();

        Assert.Equal(Services.Length + 7, named.Count);
        Assert.All(named, path => Assert.True(Path.Exists(Path.GetFullPath(Path.Combine(root, path))), path));
    }

    /// <summary>azd replaces each expression by what the resource that it names has by that name.</summary>
    [Fact]
    public void Every_expression_resolves()
    {
        var expressions = Expression().Matches(published.Read("manifest/aspire-manifest.json")).Select(match => match.Groups["path"].Value.Split('.')).ToList();

        Assert.NotEmpty(expressions);
        foreach (var path in expressions)
        {
            var resource = Resources[path[0]];
            Assert.True(resource is not null, $"{string.Join('.', path)}: there is no resource {path[0]}");
            JsonNode? found = path[1] switch
            {
                "bindings" => resource["bindings"]?[path[2]] is { } binding && path[3] is "host" or "port" or "url" or "targetPort" or "tlsEnabled" ? resource["bindings"]![path[2]] : null,
                "inputs" => resource["inputs"]?[path[2]],
                "value" or "connectionString" => resource[path[1]],
                _ => null,
            };
            Assert.True(found is not null, string.Join('.', path));
        }
    }

    [Fact]
    public void Services_learn_the_secrets_that_they_use_and_no_others()
    {
        Assert.Equal(["controller", "github-app"], ServicesThatName("{api-key.value}"));
        Assert.Equal(["github-app"], ServicesThatName("{webhook-secret.value}"));
        Assert.Equal(["ai-service"], ServicesThatName("{anthropic-api-key.value}"));
        Assert.Equal(["github-app", "worker"], ServicesThatName("{github-token.value}"));
        Assert.Equal(Services.Order(), ServicesThatName("{speccursor.connectionString}"));
    }

    private IEnumerable<string> ServicesThatName(string value) =>
        Services.Where(service => Resources[service]!["env"]!.AsObject().Any(variable => (string?)variable.Value == value)).Order();

    private JsonNode Input(string name) => Resources[name]!["inputs"]!["value"]!;

    private IEnumerable<string> NamesOf(string type) => Resources.Where(resource => (string?)resource.Value!["type"] == type).Select(resource => resource.Key);

    [GeneratedRegex(@"\{(?<path>[a-z][a-z0-9-]*(?:\.[A-Za-z0-9-]+)+)\}")]
    private static partial Regex Expression();
}
