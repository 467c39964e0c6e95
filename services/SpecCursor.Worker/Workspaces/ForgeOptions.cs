namespace SpecCursor.Worker.Workspaces;

/// <summary>The section <c>SpecCursor:Forge</c>, as far as cloning needs it.</summary>
internal sealed class ForgeOptions
{
    public const string Section = "SpecCursor:Forge";

    /// <summary><c>local</c>: bare repositories on disk. <c>github</c>: GitHub, or a GitHub Enterprise Server.</summary>
    public string Kind { get; set; } = "local";

    public LocalForgeOptions Local { get; set; } = new();

    public GitHubForgeOptions GitHub { get; set; } = new();

    internal bool IsGitHub => string.Equals(Kind, "github", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where bare repositories are.</summary>
    internal sealed class LocalForgeOptions
    {
        /// <summary>Holds <c>owner/name.git</c>; default: <c>forge</c> in the state directory.</summary>
        public string? Root { get; set; }
    }

    /// <summary>Where GitHub is, and who we are there.</summary>
    internal sealed class GitHubForgeOptions
    {
        /// <summary>The REST API's address.</summary>
        public Uri BaseAddress { get; set; } = new("https://api.github.com/");

        /// <summary>A token that may read the repositories; null for public ones.</summary>
        public string? Token { get; set; }
    }
}
