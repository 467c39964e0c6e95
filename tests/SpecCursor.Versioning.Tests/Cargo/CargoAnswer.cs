namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>What one implementation says about a question.</summary>
public sealed record CargoAnswer(string A, string B, string Order, bool IsRequirement, bool AdmitsA, bool AdmitsB);
