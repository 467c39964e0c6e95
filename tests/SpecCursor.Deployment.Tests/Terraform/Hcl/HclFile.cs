using System.Text.Json.Nodes;

namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>One file of Terraform.</summary>
/// <param name="Path">Its path from the directory that was read.</param>
/// <param name="Error">Where the grammar does not follow; null where it does.</param>
/// <param name="Canonical">Whether it is formatted as <c>terraform fmt</c> would; null where it is not HCL.</param>
/// <param name="Body">Its blocks: each type an object by its labels, with a list of bodies; expressions are templates.</param>
/// <param name="References">What its expressions refer to.</param>
/// <param name="Loads">Which files its expressions load.</param>
public sealed record HclFile(
    string Path,
    string? Error,
    bool? Canonical,
    JsonObject Body,
    IReadOnlyList<HclReference> References,
    IReadOnlyList<HclLoad> Loads);
