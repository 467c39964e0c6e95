using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What programs keep, where, how much of it, and for how long.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class StorageTests(ObservabilityModules modules)
{
    private TerraformTree Tree => modules.Tree;

    /// <summary>One module runs all of them: a StatefulSet, with a claim where there is something to keep.</summary>
    [Fact]
    public void Program_is_a_StatefulSet_whose_claim_has_the_size_and_the_class_that_it_is_given()
    {
        var workload = Module("workload");
        var set = Assert.Single(workload.Blocks, block => TerraformBlock.Nested(block.Body, "spec").Any(spec => spec.ContainsKey("template")));
        var claim = set.Body["spec"]![0]!["dynamic"]!["volume_claim_template"]![0]!;
        var spec = claim["content"]![0]!["spec"]![0]!;
        var mount = set.At("spec.template.spec.container")["dynamic"]!["volume_mount"]![0]!;

        Assert.Equal("kubernetes_stateful_set_v1", set.Type);
        Assert.Equal(("${var.data[*]}", "${var.data[*]}"), ((string?)claim["for_each"], (string?)mount["for_each"]));
        Assert.Equal("${var.platform.storage_class}", (string?)spec["storage_class_name"]);
        Assert.Equal("""["ReadWriteOnce"]""", spec["access_modes"]!.ToJsonString());
        Assert.Equal("${volume_claim_template.value.gib}Gi", (string?)spec["resources"]![0]!["requests"]!["storage"]);
        Assert.Equal((string?)claim["content"]![0]!["metadata"]![0]!["name"], (string?)mount["content"]![0]!["name"]);
        Assert.Equal("${volume_mount.value.directory}", (string?)mount["content"]![0]!["mount_path"]);
    }

    [Theory]
    [InlineData("prometheus", "/prometheus")]
    [InlineData("alertmanager", "/alertmanager")]
    [InlineData("loki", "/loki")]
    [InlineData("jaeger", "/badger")]
    [InlineData("grafana", "/var/lib/grafana")]
    public void Volume_is_of_the_size_that_a_variable_says_and_of_the_class_of_encrypted_volumes(string program, string directory)
    {
        var workload = Module(program).Calls["workload"];
        var call = Tree.Root.Calls[program];

        Assert.Equal(directory, (string?)workload["data"]!["directory"]);
        Assert.Equal("${var.volume_gib}", (string?)workload["data"]!["gib"]);
        Assert.Equal($"${{var.volumes_gib.{program}}}", (string?)call["volume_gib"]);
        Assert.Equal(("${var.platform}", "${module.platform}"), ((string?)workload["platform"], (string?)call["platform"]));
        Assert.Equal("${kubernetes_storage_class_v1.this.metadata[0].name}", (string?)Module("platform").Outputs["storage_class"]["value"]);
        Assert.True((int)Tree.Root.Variables["volumes_gib"]["default"]![program]! > 0);
    }

    [Fact]
    public void Collector_and_blackbox_exporter_keep_nothing() => Assert.All(
        Programs.In(Tree).Where(program => program.Module.Name is "collector" or "blackbox"), program => Assert.False(program.Arguments.ContainsKey("data")));

    [Fact]
    public void Prometheus_keeps_series_in_its_volume_for_as_long_as_a_variable_says_and_there_is_room()
    {
        var prometheus = Programs.In(Tree).Single(program => program.Name == "prometheus");

        Assert.Equal("${var.retention.metrics_days}", (string?)Tree.Root.Calls["prometheus"]["retention_days"]);
        Assert.Contains("--storage.tsdb.retention.time=${var.retention_days}d", prometheus.Flags);
        Assert.Contains("--storage.tsdb.retention.size=${local.retention_gib}GB", prometheus.Flags);
        Assert.Equal("${floor(var.volume_gib * 0.8)}", (string?)prometheus.Module.Locals["retention_gib"]);
        Assert.Contains($"--storage.tsdb.path={prometheus.Arguments["data"]!["directory"]}", prometheus.Flags);
    }

    [Fact]
    public void Loki_keeps_logs_for_as_long_as_a_variable_says()
    {
        var loki = Module("loki");

        Assert.Equal("${var.retention.logs_days}", (string?)Tree.Root.Calls["loki"]["retention_days"]);
        Assert.Contains("LOKI_RETENTION = \"${var.retention_days * 24}h\"", (string?)loki.Calls["workload"]["env"], StringComparison.Ordinal);
        Assert.Contains("${LOKI_RETENTION", File.ReadAllText(Repository.PathOf("containers/loki/loki.s3.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Alertmanager_keeps_its_silences_in_its_volume()
    {
        var alertmanager = Programs.In(Tree).Single(program => program.Name == "alertmanager");

        Assert.Contains($"--storage.path={alertmanager.Arguments["data"]!["directory"]}", alertmanager.Flags);
    }

    private TerraformModule Module(string name) => Tree.Modules.Single(module => module.Name == name);
}
