using System.Text.Json.Nodes;

namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>A variable.</summary>
/// <param name="Type">Its type, as an expression.</param>
/// <param name="Value">Its value.</param>
public sealed record HclVariable(string Type, JsonNode? Value);
