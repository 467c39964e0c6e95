namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>What may stand in a resource, and what it has.</summary>
internal sealed record TypeSchema : BlockSchema
{
    /// <summary>What others may refer to.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }
}
