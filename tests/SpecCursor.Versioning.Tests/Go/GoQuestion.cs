namespace SpecCursor.Versioning.Tests.Go;

/// <summary>A module's path and two versions, any of them possibly garbage.</summary>
public sealed record GoQuestion(string Path, string A, string B);
