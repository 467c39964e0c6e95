namespace SpecCursor.GitHubApp.Forges;

/// <summary>Configuration section <c>SpecCursor:Forge</c>.</summary>
internal sealed class ForgeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SpecCursor:Forge";

    /// <summary>Bare repositories on disk.</summary>
    public const string LocalKind = "local";

    /// <summary>GitHub.</summary>
    public const string GitHubKind = "github";

    /// <summary><c>local</c> (default) or <c>github</c>.</summary>
    public string Kind { get; set; } = LocalKind;

    /// <summary>Whether GitHub is configured as the forge.</summary>
    public static bool IsGitHub(IConfiguration configuration) =>
        string.Equals(configuration[$"{Section}:Kind"], GitHubKind, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name on commits.</summary>
    public string CommitterName { get; set; } = "SpecCursor";

    /// <summary>The email address on commits.</summary>
    public string CommitterEmail { get; set; } = "speccursor@localhost";

    /// <summary>Settings of the local forge.</summary>
    public Local.LocalForgeOptions Local { get; set; } = new();

    /// <summary>Settings of GitHub.</summary>
    public GitHub.GitHubForgeOptions GitHub { get; set; } = new();
}
