namespace SpecCursor.GitHubApp.Forges;

/// <summary>What a publication came to.</summary>
/// <param name="Branch">The branch, without <c>refs/heads/</c>.</param>
/// <param name="Commit">The commit at its head.</param>
/// <param name="Number">The pull request's number.</param>
/// <param name="Url">Where to look at it.</param>
internal sealed record PublishedChange(string Branch, string Commit, int Number, string Url);
