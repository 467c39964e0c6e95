using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Webhooks.Watching;

/// <summary>One entry of <c>SpecCursor:Watches</c>: a package, where it is released, and who wants its releases.</summary>
internal sealed class Watch
{
    /// <summary>The repository that releases the package, <c>owner/name</c>.</summary>
    public string Source { get; set; } = "";

    /// <summary>The package.</summary>
    public string Package { get; set; } = "";

    /// <summary>The package's ecosystem.</summary>
    public string Ecosystem { get; set; } = Ecosystems.Node;

    /// <summary>The repositories that are to be upgraded, <c>owner/name</c>.</summary>
    public IList<string> Repositories { get; } = [];
}
