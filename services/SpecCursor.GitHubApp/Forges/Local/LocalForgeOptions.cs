namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>Configuration section <c>SpecCursor:Forge:Local</c>.</summary>
internal sealed class LocalForgeOptions
{
    /// <summary>The folder that holds <c>&lt;owner&gt;/&lt;name&gt;.git</c>; by default <c>forge</c> in the state directory.</summary>
    public string? Root { get; set; }

    /// <summary>Whether <c>file:///</c> addresses are served too.</summary>
    public bool AllowFileAddresses { get; set; } = true;
}
