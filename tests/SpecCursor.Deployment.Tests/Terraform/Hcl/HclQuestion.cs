namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>Whether a condition holds.</summary>
/// <param name="Condition">The condition, as an expression.</param>
/// <param name="Variables">The variables that it may name.</param>
public sealed record HclQuestion(string Condition, IReadOnlyDictionary<string, HclVariable> Variables);
