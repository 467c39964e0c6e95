using System.Text.Json.Nodes;

namespace SpecCursor.Backing.Samples;

/// <summary>The body of GitHub's <c>issue_comment</c> delivery, as its documentation gives it, for a repository of the local forge.</summary>
internal static class IssueCommentPayload
{
    private const string Host = "https://forge.invalid";

    public static JsonObject Create(string repository, string comment, DateTimeOffset now)
    {
        var (owner, name) = (repository.Split('/')[0], repository.Split('/')[1]);
        var at = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["action"] = "created",
            ["issue"] = Issue(repository, at),
            ["comment"] = Comment(repository, comment, at),
            ["repository"] = Repository(owner, name, at),
            ["sender"] = User("maintainer", 2),
        };
    }

    private static JsonObject Issue(string repository, string at) => new()
    {
        ["url"] = $"{Host}/api/repos/{repository}/issues/1",
        ["repository_url"] = $"{Host}/api/repos/{repository}",
        ["labels_url"] = $"{Host}/api/repos/{repository}/issues/1/labels{{/name}}",
        ["comments_url"] = $"{Host}/api/repos/{repository}/issues/1/comments",
        ["events_url"] = $"{Host}/api/repos/{repository}/issues/1/events",
        ["html_url"] = $"{Host}/{repository}/issues/1",
        ["id"] = 1,
        ["node_id"] = "I_1",
        ["number"] = 1,
        ["title"] = "Dependencies",
        ["user"] = User("maintainer", 2),
        ["labels"] = new JsonArray(),
        ["state"] = "open",
        ["locked"] = false,
        ["assignee"] = null,
        ["assignees"] = new JsonArray(),
        ["milestone"] = null,
        ["comments"] = 1,
        ["created_at"] = at,
        ["updated_at"] = at,
        ["closed_at"] = null,
        ["author_association"] = "OWNER",
        ["active_lock_reason"] = null,
        ["body"] = "Requests for upgrades.",
        ["reactions"] = Reactions($"{Host}/api/repos/{repository}/issues/1/reactions"),
        ["timeline_url"] = $"{Host}/api/repos/{repository}/issues/1/timeline",
        ["performed_via_github_app"] = null,
        ["state_reason"] = null,
    };

    private static JsonObject Comment(string repository, string body, string at) => new()
    {
        ["url"] = $"{Host}/api/repos/{repository}/issues/comments/1",
        ["html_url"] = $"{Host}/{repository}/issues/1#issuecomment-1",
        ["issue_url"] = $"{Host}/api/repos/{repository}/issues/1",
        ["id"] = 1,
        ["node_id"] = "IC_1",
        ["user"] = User("maintainer", 2),
        ["created_at"] = at,
        ["updated_at"] = at,
        ["author_association"] = "OWNER",
        ["performed_via_github_app"] = null,
        ["body"] = body,
        ["reactions"] = Reactions($"{Host}/api/repos/{repository}/issues/comments/1/reactions"),
    };

    private static JsonObject Reactions(string url) => new()
    {
        ["url"] = url,
        ["total_count"] = 0,
        ["+1"] = 0,
        ["-1"] = 0,
        ["laugh"] = 0,
        ["hooray"] = 0,
        ["confused"] = 0,
        ["heart"] = 0,
        ["rocket"] = 0,
        ["eyes"] = 0,
    };

    private static JsonObject Repository(string owner, string name, string at) => new()
    {
        ["id"] = 1,
        ["node_id"] = "R_1",
        ["name"] = name,
        ["full_name"] = $"{owner}/{name}",
        ["private"] = false,
        ["owner"] = User(owner, 1),
        ["html_url"] = $"{Host}/{owner}/{name}",
        ["description"] = null,
        ["fork"] = false,
        ["url"] = $"{Host}/api/repos/{owner}/{name}",
        ["created_at"] = at,
        ["updated_at"] = at,
        ["pushed_at"] = at,
        ["homepage"] = null,
        ["size"] = 1,
        ["stargazers_count"] = 0,
        ["watchers_count"] = 0,
        ["language"] = "JavaScript",
        ["forks_count"] = 0,
        ["archived"] = false,
        ["disabled"] = false,
        ["open_issues_count"] = 1,
        ["license"] = null,
        ["topics"] = new JsonArray(),
        ["visibility"] = "public",
        ["forks"] = 0,
        ["open_issues"] = 1,
        ["watchers"] = 0,
        ["default_branch"] = "main",
    };

    private static JsonObject User(string login, int id) => new()
    {
        ["login"] = login,
        ["id"] = id,
        ["node_id"] = $"U_{id}",
        ["avatar_url"] = $"{Host}/avatars/{id}",
        ["gravatar_id"] = string.Empty,
        ["url"] = $"{Host}/api/users/{login}",
        ["html_url"] = $"{Host}/{login}",
        ["type"] = "User",
        ["site_admin"] = false,
    };
}
