namespace SpecCursor.GitHubApp.Publications;

/// <summary>The bases of links for people, from the configuration section <c>SpecCursor</c>.</summary>
internal sealed class PublicAddresses
{
    /// <summary>The console's address; null: no links to it.</summary>
    public string? ConsoleUrl { get; set; }

    /// <summary>The address of the dashboard that shows traces; null: no links to it.</summary>
    public string? DashboardUrl { get; set; }
}
