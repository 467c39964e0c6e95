namespace SpecCursor.Versioning.Tests.Npm;

/// <summary>Two versions and two ranges, any of them possibly garbage.</summary>
public sealed record Question(string A, string B, string R, string S);
