namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>Configuration section <c>SpecCursor:Forge:GitHub</c>: a token, or a GitHub App's id and key.</summary>
internal sealed class GitHubForgeOptions
{
    /// <summary>The REST API; a GitHub Enterprise Server's is <c>https://host/api/v3/</c>.</summary>
    public string BaseAddress { get; set; } = "https://api.github.com/";

    /// <summary>A fine-grained token with write access to contents and pull requests. Tokens cannot make check runs.</summary>
    public string? Token { get; set; }

    /// <summary>The GitHub App's id or client id; used where there is no token.</summary>
    public string? AppId { get; set; }

    /// <summary>The file with the GitHub App's private key, PEM.</summary>
    public string? PrivateKeyPath { get; set; }
}
