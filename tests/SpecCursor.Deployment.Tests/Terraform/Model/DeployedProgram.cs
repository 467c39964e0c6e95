using System.Text.Json.Nodes;

namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>A program that a module runs as a workload.</summary>
/// <param name="Module">The module.</param>
/// <param name="Arguments">What the workload is given.</param>
internal sealed record DeployedProgram(TerraformModule Module, JsonObject Arguments)
{
    /// <summary>Its name, by which others reach it.</summary>
    public string Name => (string)Arguments["name"]!;

    /// <summary>Its ports.</summary>
    public IReadOnlyList<int> Ports => [.. Arguments["ports"]!.AsObject().Select(port => (int)port.Value!)];

    /// <summary>The port that is scraped.</summary>
    public int MetricsPort => (int)Arguments["metrics_port"]!;

    /// <summary>Its flags, without what only Terraform knows.</summary>
    public IReadOnlyList<string> Flags => [.. Arguments["args"]!.AsArray().Select(argument => (string)argument!)];

    /// <summary>Whom it lets in: a name and a port.</summary>
    public IReadOnlyList<(string Program, int Port)> Callers => Pairs("ingress");

    /// <summary>Whom it calls among the others: a name and a port.</summary>
    public IReadOnlyList<(string Program, int Port)> Calls => Pairs("egress");

    private List<(string, int)> Pairs(string list) =>
    [
        .. from rule in Arguments[list]?.AsArray() ?? []
           from program in rule!["programs"]?.AsArray() ?? []
           from port in rule["ports"]!.AsArray()
           select ((string)program!, (int)port!),
    ];
}
