namespace SpecCursor.Versioning.Tests.Python;

/// <summary>Two versions, a list of specifiers and a name, any of them possibly garbage.</summary>
public sealed record Question(string A, string B, string R, string N);
