using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Deployment.Tests.Publishing;
using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Deployment.Tests.Terraform.Rules;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What people and services are told once it is applied.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed partial class OutputTests(ObservabilityModules modules)
{
    private const string Secret = "ephemeral \"aws_secretsmanager_secret_version\" \"this\" {\n  secret_id = \"a\"\n}\n\n";
    private const string Reference = "ephemeral.aws_secretsmanager_secret_version.this";

    private IReadOnlyDictionary<string, JsonObject> Outputs => modules.Tree.Root.Outputs;

    [Fact]
    public void Root_tells_endpoints_connections_and_commands_and_describes_each()
    {
        Assert.Equal(["cluster", "commands", "endpoints", "network", "services_environment", "storage"], Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.All(Outputs, output => Assert.True(((string?)output.Value["description"])?.Length > 20, output.Key));
    }

    [Fact]
    public void Endpoint_of_every_program_is_its_service_at_a_port_that_it_has()
    {
        var endpoints = Outputs["endpoints"]["value"]!.AsObject();

        Assert.Equal(Programs.In(modules.Tree).Select(program => program.Module.Name).Order(StringComparer.Ordinal), endpoints.Select(endpoint => endpoint.Key).Order(StringComparer.Ordinal));
        Assert.All(endpoints, endpoint =>
        {
            var program = Programs.In(modules.Tree).Single(program => program.Module.Name == endpoint.Key);
            var url = UrlPattern().Match((string)program.Module.Outputs["url"]["value"]!);
            Assert.Equal($"${{module.{endpoint.Key}.url}}", (string?)endpoint.Value);
            Assert.Contains(int.Parse(url.Groups["port"].Value), program.Ports);
        });

        // The host is the name of the service, in the namespace of the programs.
        var host = modules.Tree.Modules.Single(module => module.Name == "workload").Outputs["host"]["value"];
        Assert.Equal("${kubernetes_service_v1.this.metadata[0].name}.${var.platform.namespace}.svc.cluster.local", (string?)host);
    }

    [Fact]
    public void Services_are_told_of_the_collector_and_of_Alertmanager_and_both_let_them_in()
    {
        var environment = Outputs["services_environment"]["value"]!.AsObject();
        var programs = Programs.In(modules.Tree).ToDictionary(program => program.Name);

        Assert.Equal(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", "${module.collector.url}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("SpecCursor__Alerting__Alertmanagers__0", "${module.alertmanager.url}")],
            environment.Select(variable => (variable.Key, (string?)variable.Value)));
        Assert.All(new[] { ("otel-collector", "collector", "sending_namespaces", 4318), ("alertmanager", "alertmanager", "raising_namespaces", 9093) }, told =>
        {
            var (program, module, namespaces, port) = told;
            Assert.Equal("${[var.services_namespace, var.workers_namespace]}", Written(modules.Tree.Root.Calls[module][namespaces]));
            Assert.Contains(programs[program].Arguments["ingress"]!.AsArray(), rule => (string?)rule!["namespaces"]?.ToString() == $"${{var.{namespaces}}}" && rule["ports"]!.AsArray().Any(one => (int)one! == port));
        });
    }

    /// <summary>The services are published with the addresses that the documentation names, and let in whoever is in a namespace with their label.</summary>
    [Fact]
    public void Services_that_are_published_without_observability_find_this_one()
    {
        var labels = modules.Tree.Modules.Single(module => module.Name == "platform").Blocks.Single(block => block.Type == "kubernetes_namespace_v1").At("metadata")["labels"]!;
        var home = (string?)modules.Tree.Root.Variables["namespace"]["default"];

        Assert.Equal("true", (string?)labels["speccursor.dev/metrics"]);
        Assert.Equal([PublishedElsewhere.Collector, PublishedElsewhere.Alertmanager], new[] { ("collector", 4318), ("alertmanager", 9093) }.Select(program =>
            $"http://{Programs.In(modules.Tree).Single(one => one.Module.Name == program.Item1).Name}.{home}.svc.cluster.local:{program.Item2}"));
        Assert.All([PublishedElsewhere.Collector, PublishedElsewhere.Alertmanager], address => Assert.Contains(address, File.ReadAllText(Repository.PathOf("docs/deployment.md")), StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_reach_what_there_is()
    {
        var commands = Outputs["commands"]["value"]!.AsObject().ToDictionary(command => command.Key, command => (string)command.Value!);
        var forwards = commands.Values.Select(command => ForwardPattern().Match(command)).Where(match => match.Success).ToList();

        Assert.Equal(["alertmanager", "backups", "grafana", "grafana_password", "jaeger", "kubeconfig", "prometheus", "status"], commands.Keys.Order(StringComparer.Ordinal));
        Assert.All(commands.Values, command => Assert.Matches(@"^(aws [a-z]+ [a-z-]+ --region \$\{var\.region\} |\$\{local\.kubectl\} )", command));
        Assert.Equal("kubectl --namespace ${var.namespace}", (string?)modules.Tree.Root.Locals["kubectl"]);
        Assert.Equal(4, forwards.Count);
        Assert.All(forwards, forward => Assert.Contains(
            int.Parse(forward.Groups["port"].Value), Programs.In(modules.Tree).Single(program => program.Name == forward.Groups["name"].Value).Ports));
        Assert.Contains("--name ${module.cluster.name}", commands["kubeconfig"], StringComparison.Ordinal);
        Assert.Contains("--backup-vault-name ${module.backup.vault}", commands["backups"], StringComparison.Ordinal);

        // The secret's name, by which whoever may read it reads it.
        Assert.Contains("--secret-id ${var.secrets.grafana_password} ", commands["grafana_password"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_output_tells_a_secret() => Assert.Empty(OutputRule.FaultsOf(modules.Tree));

    [Fact]
    public Task Output_that_tells_a_secret_and_is_not_sensitive_is_a_fault() => modules.AssertFaultsAsync(
        OutputRule.FaultsOf,
        (Only($"{Secret}output \"a\" {{\n  value = {Reference}.secret_string\n}}\n"), "output.a tells a secret"),
        (Only($"{Secret}output \"a\" {{\n  value = {{ url = \"https://admin:${{{Reference}.secret_string}}@a\" }}\n}}\n"), "output.a tells a secret"),
        (Only($"{Secret}locals {{\n  b = {Reference}.secret_string\n}}\n\noutput \"a\" {{\n  value = local.b\n}}\n"), "output.a tells a secret"),
        (Only("resource \"random_password\" \"this\" {}\n\noutput \"a\" {\n  value = random_password.this.result\n}\n"), "output.a tells a secret"),
        (Only("variable \"b\" {\n  sensitive = true\n}\n\noutput \"a\" {\n  value = var.b\n}\n"), "output.a tells a secret"),
        (new()
        {
            ["main.tf"] = "module \"child\" {\n  source = \"./child\"\n}\n\noutput \"a\" {\n  value = module.child.b\n}\n",
            ["child/main.tf"] = "resource \"random_password\" \"this\" {}\n\noutput \"b\" {\n  sensitive = true\n  value = random_password.this.result\n}\n",
        }, "root: output.a tells a secret"));

    [Fact]
    public async Task Output_that_says_that_it_is_sensitive_is_none() => Assert.Empty(OutputRule.FaultsOf(Assert.Single(
        await modules.ReadAsync([Only($"{Secret}output \"a\" {{\n  sensitive = true\n  value = {Reference}.secret_string\n}}\n")]))));

    private static Dictionary<string, string> Only(string text) => new() { ["main.tf"] = text };

    private static string Written(JsonNode? list) => list is JsonArray items ? $"${{[{string.Join(", ", items.Select(item => ((string)item!)[2..^1]))}]}}" : (string)list!;

    [GeneratedRegex(@"^http://\$\{module\.workload\.host\}:(?<port>\d+)$")]
    private static partial Regex UrlPattern();

    [GeneratedRegex(@" port-forward service/(?<name>[a-z-]+) (?<port>\d+)$")]
    private static partial Regex ForwardPattern();
}
