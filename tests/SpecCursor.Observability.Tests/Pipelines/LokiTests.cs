using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.LogQl;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Pipelines;

/// <summary>Loki cannot run here: what can be known of its files without it.</summary>
public sealed partial class LokiTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    private const string Rules = "containers/loki/rules/fake/alerts.yml";

    [Fact]
    public void Files_follow_their_schemas()
    {
        ConfigurationSchema.Load("loki").Accepts(YamlFile.Read("containers/loki/loki.yml"));
        ConfigurationSchema.Load("loki-rules").Accepts(YamlFile.Read(Rules));
    }

    [Theory]
    [InlineData("https://minio.example:9000", "true")]
    [InlineData("", "false")]
    public void Files_laid_over_each_other_keep_logs_in_a_bucket(string endpoint, string isNamedInPath)
    {
        var merged = YamlFile.Read("containers/loki/loki.yml");
        var overlay = Expanded(
            "containers/loki/loki.s3.yml",
            new() { ["LOKI_S3_BUCKET"] = "logs", ["AWS_REGION"] = "eu-north-1", ["LOKI_S3_ENDPOINT"] = endpoint, ["LOKI_S3_PATH_STYLE"] = isNamedInPath });
        foreach (var (section, settings) in overlay)
        {
            var laidOver = merged[section] as JsonObject ?? [];
            foreach (var (name, value) in settings!.AsObject())
            {
                laidOver[name] = value?.DeepClone();
            }
        }

        ConfigurationSchema.Load("loki").Accepts(merged);
        var bucket = merged["storage_config"]!["aws"]!;
        Assert.Equal(("logs", "eu-north-1"), ((string?)bucket["bucketnames"], (string?)bucket["region"]));
        Assert.Equal((endpoint, bool.Parse(isNamedInPath)), ((string?)bucket["endpoint"] ?? "", (bool)bucket["s3forcepathstyle"]!));
        Assert.Equal("s3", (string?)Assert.Single(merged["schema_config"]!["configs"]!.AsArray())!["object_store"]);
        Assert.Equal("720h", (string?)merged["limits_config"]!["retention_period"]);
    }

    [Fact]
    public void Index_is_the_newest_there_is_and_alerts_go_to_alertmanager()
    {
        var loki = YamlFile.Read("containers/loki/loki.yml");
        var period = Assert.Single(loki["schema_config"]!["configs"]!.AsArray())!;

        Assert.Equal(("tsdb", "v13", "filesystem"), ((string?)period["store"], (string?)period["schema"], (string?)period["object_store"]));
        Assert.Equal("${ALERTMANAGER_URL:-http://alertmanager:9093}", (string?)loki["ruler"]!["alertmanager_url"]);
        Assert.True((bool)loki["ruler"]!["enable_alertmanager_v2"]!);
        Assert.StartsWith("/etc/loki/rules", (string?)loki["ruler"]!["storage"]!["local"]!["directory"], StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_are_kept_for_thirty_days_and_then_deleted()
    {
        var loki = YamlFile.Read("containers/loki/loki.yml");

        Assert.Equal("720h", (string?)loki["limits_config"]!["retention_period"]);
        Assert.True((bool)loki["compactor"]!["retention_enabled"]!);
        Assert.Equal("filesystem", (string?)loki["compactor"]!["delete_request_store"]);
        Assert.True((bool)loki["limits_config"]!["allow_structured_metadata"]!);
    }

    [Fact]
    public async Task Alerts_are_LogQL_and_say_what_routes_and_people_need()
    {
        var rules = YamlFile.Read(Rules)["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).ToList();

        Assert.Equal(2, rules.Count);
        Assert.Empty(await grammar.FaultsOfAsync(rules.Select(rule => (string)rule!["expr"]!)));
        Assert.All(rules, rule =>
        {
            Assert.Contains((string?)rule!["labels"]!["severity"], new[] { "info", "warning", "critical" });
            Assert.Equal("logs", (string?)rule["labels"]!["component"]);
            var page = ((string)rule["annotations"]!["runbook_url"]!).Split("/blob/main/")[1];
            Assert.True(File.Exists(Repository.PathOf(page)), page);
            Assert.StartsWith("/d/speccursor-", (string?)rule["annotations"]!["dashboard_url"], StringComparison.Ordinal);
        });
    }

    /// <summary>As Loki has it with <c>-config.expand-env=true</c>.</summary>
    private static JsonObject Expanded(string path, Dictionary<string, string> variables) => YamlFile.Parse(VariablePattern().Replace(
        File.ReadAllText(Repository.PathOf(path)),
        match => variables.TryGetValue(match.Groups["name"].Value, out var value) && value.Length > 0 ? value : match.Groups["otherwise"].Value));

    [GeneratedRegex(@"\$\{(?<name>\w+)(:-(?<otherwise>[^}]*))?\}")]
    private static partial Regex VariablePattern();
}
