namespace SpecCursor.Versioning.Tests.Go;

/// <summary>What one implementation says about a question.</summary>
public sealed record GoAnswer(string A, string B, string Order, string Prefix, string Suffix, bool FitsA, bool FitsB);
