using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.LogQl;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed partial class ProvisioningTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    private const string Provider = "containers/grafana/provisioning/dashboards/speccursor.yml";
    private const string Mount = "/etc/grafana";

    [Fact]
    public void Data_sources_follow_the_schema() => ConfigurationSchema.Load("grafana-datasources").Accepts(YamlFile.Read(DataSources.File));

    [Fact]
    public void Data_sources_have_the_uids_that_dashboards_refer_to() =>
        Assert.Equal(
            [("prometheus", "prometheus"), ("loki", "loki"), ("jaeger", "jaeger"), ("alertmanager", "alertmanager")],
            DataSources.Provisioned);

    [Fact]
    public void Every_link_between_data_sources_leads_to_one() =>
        Assert.All(
            UidsIn(YamlFile.Read(DataSources.File)),
            uid => Assert.Contains(uid, DataSources.Provisioned.Select(source => source.Uid)));

    [Fact]
    public void Exemplars_and_log_lines_lead_to_their_trace()
    {
        var exemplars = Assert.Single(DataSources.SettingsOf("prometheus")["exemplarTraceIdDestinations"]!.AsArray())!;
        Assert.Equal(("trace_id", "jaeger"), (exemplars["name"]!.GetValue<string>(), exemplars["datasourceUid"]!.GetValue<string>()));

        var field = Assert.Single(DataSources.SettingsOf("loki")["derivedFields"]!.AsArray())!;
        Assert.Equal(("label", "trace_id"), (field["matcherType"]!.GetValue<string>(), field["matcherRegex"]!.GetValue<string>()));
        Assert.Equal("$${__value.raw}", field["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Traces_lead_to_all_of_their_logs()
    {
        var query = DataSources.SettingsOf("jaeger")["tracesToLogsV2"]!["query"]!.GetValue<string>();

        Assert.Contains("trace_id=\"$${__trace.traceId}\"", query, StringComparison.Ordinal);
        Assert.Empty(await grammar.FaultsOfAsync([query.Replace("$${__trace.traceId}", "4bf92f3577b34da6a3ce929d0e0e4736", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Addresses_are_those_of_the_environment_file()
    {
        var defaults = File.ReadLines(Repository.PathOf("containers/grafana/grafana.env"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => $"${{{line.Split('=')[0]}}}");

        Assert.Equal(defaults, DataSources.All().Select(source => source["url"]!.GetValue<string>()));
    }

    [Fact]
    public void Dashboards_are_provisioned_from_where_they_are()
    {
        var provider = YamlFile.Read(Provider);

        ConfigurationSchema.Load("grafana-dashboards-provider").Accepts(provider);
        Assert.Equal($"{Mount}/dashboards", Assert.Single(provider["providers"]!.AsArray())!["options"]!["path"]!.GetValue<string>());
    }

    [Fact]
    public void Settings_name_files_that_exist_and_let_nobody_in_unasked()
    {
        var settings = File.ReadAllLines(Repository.PathOf("containers/grafana/grafana.ini"));

        Assert.All(
            settings.Select(line => MountedPath().Match(line)).Where(match => match.Success),
            match => Assert.True(Path.Exists(Repository.PathOf($"containers/grafana/{match.Groups["path"].Value}")), match.Value));
        var anonymous = settings.SkipWhile(line => line != "[auth.anonymous]").Skip(1).TakeWhile(line => !line.StartsWith('['));
        Assert.Contains("enabled = false", anonymous);
        Assert.DoesNotContain(settings, line => line.StartsWith("admin_password", StringComparison.Ordinal));
    }

    private static IEnumerable<string> UidsIn(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property =>
            property.Key is "datasourceUid" or "alertmanagerUid" ? [property.Value!.GetValue<string>()] : UidsIn(property.Value)),
        JsonArray items => items.SelectMany(UidsIn),
        _ => [],
    };

    [GeneratedRegex($"= {Mount}/(?<path>.+)$")]
    private static partial Regex MountedPath();
}
