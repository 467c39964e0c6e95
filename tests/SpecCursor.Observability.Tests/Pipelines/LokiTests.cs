using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.LogQl;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Pipelines;

/// <summary>Loki cannot run here: what can be known of its files without it.</summary>
public sealed class LokiTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    private const string Rules = "containers/loki/rules/fake/alerts.yml";

    [Fact]
    public void Files_follow_their_schemas()
    {
        ConfigurationSchema.Load("loki").Accepts(YamlFile.Read("containers/loki/loki.yml"));
        ConfigurationSchema.Load("loki-rules").Accepts(YamlFile.Read(Rules));
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
}
