using System.Globalization;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>Who commits, and when.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The email address; it also tells our commits from others'.</param>
/// <param name="At">The date, to the second.</param>
internal sealed record GitIdentity(string Name, string Email, DateTimeOffset At)
{
    /// <summary>As git reads it from the environment.</summary>
    public Dictionary<string, string> ToEnvironment()
    {
        var date = At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + " +0000";
        return new Dictionary<string, string>
        {
            ["GIT_AUTHOR_NAME"] = Name,
            ["GIT_AUTHOR_EMAIL"] = Email,
            ["GIT_AUTHOR_DATE"] = date,
            ["GIT_COMMITTER_NAME"] = Name,
            ["GIT_COMMITTER_EMAIL"] = Email,
            ["GIT_COMMITTER_DATE"] = date,
        };
    }
}
