namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A command of a package manager.</summary>
/// <param name="Tool">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record NodeCommand(NodeTool Tool, params IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it may run what the project brings along to change the package manager itself: hooks, plug-ins.</summary>
    public bool MayRunPlugIns { get; init; }

    /// <summary>Where to start, repository-relative; null for the project's root.</summary>
    public string? Folder { get; init; }
}
