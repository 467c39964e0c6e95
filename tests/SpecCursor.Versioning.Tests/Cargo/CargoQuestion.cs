namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>Two versions and a requirement, any of them possibly garbage.</summary>
public sealed record CargoQuestion(string A, string B, string Requirement);
