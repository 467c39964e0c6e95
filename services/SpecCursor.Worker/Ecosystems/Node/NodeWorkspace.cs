using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What a project says besides its <c>package.json</c> files.</summary>
internal sealed record NodeWorkspace
{
    /// <summary>Patterns of the workspaces' folders.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>Where the root's <c>package.json</c> forces versions, names of properties with dots between.</summary>
    public required IReadOnlyList<string> OverrideSections { get; init; }

    /// <summary>A further file with constraints, and the places in it that force versions; null for none.</summary>
    public ConstraintFile? File { get; init; }

    /// <summary>What constraints such as <c>catalog:</c> stand for: places in <see cref="File"/>, of which those are edited that are used.</summary>
    public IReadOnlyDictionary<string, ConstraintSite> Catalogs { get; init; } = new Dictionary<string, ConstraintSite>();
}
