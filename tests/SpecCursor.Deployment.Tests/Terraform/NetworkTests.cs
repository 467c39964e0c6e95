using System.Text.RegularExpressions;
using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>Who talks to whom.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed partial class NetworkTests(ObservabilityModules modules)
{
    private IReadOnlyList<DeployedProgram> All => Programs.In(modules.Tree);

    [Fact]
    public void Nobody_talks_to_anybody_unless_a_policy_says_so()
    {
        var policy = modules.Tree.Modules.Single(module => module.Name == "platform").Blocks.Single(block => block.Name == "default_deny").At("spec");

        Assert.Equal(["pod_selector", "policy_types"], policy.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Empty(Assert.Single(TerraformBlock.Nested(policy, "pod_selector")));
        Assert.Equal("""["Ingress","Egress"]""", policy["policy_types"]!.ToJsonString());
    }

    [Fact]
    public void Who_is_called_lets_the_caller_in_and_who_is_let_in_calls()
    {
        // Prometheus calls every pod, at the port that it is scraped at.
        var calls = All.SelectMany(caller => caller.Calls.Select(call => (Caller: caller.Name, Called: call.Program, call.Port)))
            .Concat(All.Select(program => (Caller: "prometheus", Called: program.Name, Port: program.MetricsPort)))
            .Append((Caller: "prometheus", Called: "alertmanager", Port: 9093));
        var doors = All.SelectMany(called => called.Callers.Select(caller => (Caller: caller.Program, Called: called.Name, caller.Port))).ToHashSet();

        // Services use the other way of OTLP as well.
        Assert.Equal(doors.Except([("otel-collector", "jaeger", 4318)]).Order(), calls.Distinct().Order());
    }

    [Fact]
    public void Only_ports_that_a_program_has_are_opened() =>
        Assert.All(All, program => Assert.Subset(program.Ports.ToHashSet(), program.Callers.Select(caller => caller.Port).Append(program.MetricsPort).ToHashSet()));

    [Fact]
    public void Every_name_that_a_configuration_calls_is_a_program_that_may_be_called()
    {
        var programs = All.ToDictionary(program => program.Name, StringComparer.Ordinal);
        var addresses = All
            .SelectMany(caller => caller.Module.Files.SelectMany(file => file.Loads).SelectMany(load => load.Matches).Distinct().Select(path => (Caller: caller, Path: path)))
            .SelectMany(file => AddressPattern().Matches(File.ReadAllText(Path.Combine(Repository.PathOf(TerraformTree.Observability), file.Path)))
                .Select(match => (file.Caller, Called: match.Groups["name"].Value, Port: int.Parse(match.Groups["port"].Value))))
            .Where(address => programs.ContainsKey(address.Called))
            .ToList();

        Assert.Equal(
            ["alertmanager", "blackbox-exporter", "jaeger", "loki", "prometheus"],
            addresses.Select(address => address.Called).Distinct().Order(StringComparer.Ordinal));
        Assert.All(addresses, address => Assert.Contains((address.Caller.Name, address.Port), programs[address.Called].Callers));
    }

    [Fact]
    public void Controller_has_the_name_and_the_port_that_Alertmanager_calls()
    {
        var alertmanager = modules.Tree.Modules.Single(module => module.Name == "alertmanager");
        var service = alertmanager.Blocks.Single(block => block.Type == "kubernetes_service_v1");
        var called = new Uri((string)AlertmanagerFile.Receiver("speccursor")["webhook_configs"]![0]!["url"]!);

        Assert.Equal(called.Host, (string?)service.At("metadata")["name"]);
        Assert.Equal("ExternalName", (string?)service.At("spec")["type"]);
        Assert.StartsWith($"{called.Host}.", (string?)service.At("spec")["external_name"], StringComparison.Ordinal);
        Assert.Contains(called.Port, alertmanager.Calls["workload"]["egress"]![0]!["ports"]!.AsArray().Select(port => (int)port!));
    }

    [GeneratedRegex(@"\b(?<name>[a-z][a-z-]+):(?<port>\d{4,5})\b")]
    private static partial Regex AddressPattern();
}
