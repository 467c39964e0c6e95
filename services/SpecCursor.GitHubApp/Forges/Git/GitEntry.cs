namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>A file in a tree or index.</summary>
/// <param name="Mode">Such as <c>100644</c>.</param>
/// <param name="ObjectId">Its blob.</param>
internal sealed record GitEntry(string Mode, string ObjectId);
