namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>A reference and what it points at.</summary>
/// <param name="Name">The full name, such as <c>refs/heads/main</c>.</param>
/// <param name="ObjectId">The object's id.</param>
/// <param name="Content">The object as text.</param>
internal sealed record GitReference(string Name, string ObjectId, string Content);
