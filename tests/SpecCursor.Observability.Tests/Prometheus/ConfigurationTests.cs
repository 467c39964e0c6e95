using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.Tools;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>The files themselves: strict, and accepted by Prometheus' own tool.</summary>
public sealed class ConfigurationTests
{
    private const string Configuration = $"{RuleFiles.Directory}/prometheus.yml";
    private const string ForKubernetes = $"{RuleFiles.Directory}/prometheus-kubernetes.yml";

    public static TheoryData<string> RulePaths => [.. RuleFiles.Paths];

    public static TheoryData<string> TestPaths => [.. RuleFiles.TestPaths];

    [Theory]
    [InlineData(Configuration)]
    [InlineData(ForKubernetes)]
    public void Configuration_follows_the_schema(string path) => ConfigurationSchema.Load("prometheus").Accepts(YamlFile.Read(path));

    [Theory]
    [MemberData(nameof(RulePaths))]
    public void Rules_follow_the_schema(string path) => ConfigurationSchema.Load("prometheus-rules").Accepts(YamlFile.Read(path));

    [Theory]
    [MemberData(nameof(TestPaths))]
    public void Tests_of_rules_follow_the_schema(string path) => ConfigurationSchema.Load("prometheus-rules-tests").Accepts(YamlFile.Read(path));

    [Fact]
    public async Task Configuration_is_accepted_with_all_its_rules()
    {
        var printed = await Tool.Promtool.RunCheckedAsync("check", "config", Configuration);

        Assert.All(RuleFiles.Paths, path => Assert.Contains(path, printed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_are_accepted_and_nothing_is_recorded_twice() =>
        await Tool.Promtool.RunCheckedAsync(["check", "rules", "--lint=all", "--lint-fatal", .. RuleFiles.Paths]);

    [Theory]
    [InlineData(Configuration)]
    [InlineData(ForKubernetes)]
    public void Jobs_are_named_as_the_rules_know_them(string path)
    {
        var jobs = Jobs(path).Select(job => (string)job["job_name"]!).ToList();

        Assert.Equal(jobs.Count, jobs.Distinct().Count());
        Assert.All(["services", "exporters", "blackbox"], job => Assert.Contains(job, jobs));
    }

    [Theory]
    [InlineData(Configuration)]
    [InlineData(ForKubernetes)]
    public void Services_keep_their_own_labels_and_are_bounded(string path)
    {
        var services = Jobs(path).Single(job => (string)job["job_name"]! == "services");

        Assert.True((bool)services["honor_labels"]!);
        Assert.True((long)services["sample_limit"]! > 0);
        Assert.True((long)services["label_limit"]! > 0);
    }

    [Fact]
    public void Pods_are_found_by_their_annotations_and_named_by_their_label()
    {
        var services = Jobs(ForKubernetes).Single(job => (string)job["job_name"]! == "services");
        var relabelled = services["relabel_configs"]!.AsArray()
            .SelectMany(step => (step!["source_labels"]?.AsArray() ?? []).Select(source => ((string)source!, (string?)step["target_label"])))
            .ToList();

        Assert.Contains(("__meta_kubernetes_pod_annotation_prometheus_io_scrape", null), relabelled);
        Assert.Contains(("__meta_kubernetes_pod_annotation_prometheus_io_port", "__address__"), relabelled);
        Assert.Contains(("__meta_kubernetes_pod_annotation_prometheus_io_path", "__metrics_path__"), relabelled);
        Assert.Contains(("__meta_kubernetes_pod_label_app_kubernetes_io_name", "service"), relabelled);
    }

    [Theory]
    [InlineData(Configuration)]
    [InlineData(ForKubernetes)]
    public void Paths_do_not_depend_on_where_the_directory_is(string path)
    {
        var document = YamlFile.Read(path);
        var paths = document["rule_files"]!.AsArray().Select(file => (string)file!)
            .Concat(Jobs(path).SelectMany(job => job["file_sd_configs"]?.AsArray() ?? []).SelectMany(found => found!["files"]!.AsArray()).Select(file => (string)file!));

        Assert.All(paths, file => Assert.False(Path.IsPathRooted(file), file));
    }

    private static IEnumerable<JsonNode> Jobs(string path) => YamlFile.Read(path)["scrape_configs"]!.AsArray().Select(job => job!);
}
