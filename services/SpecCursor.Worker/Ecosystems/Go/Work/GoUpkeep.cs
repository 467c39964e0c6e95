namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>How a module is kept at the base commit, which is how it is left after the upgrade.</summary>
internal sealed record GoUpkeep
{
    /// <summary>Whether <c>go mod tidy</c> has nothing to do. Where it has, it isn't run after the upgrade either: what it would change has nothing to do with that.</summary>
    public required bool IsTidy { get; init; }

    /// <summary>Whether the module imports what only its workspace has, so that it can't be looked at by itself.</summary>
    public bool IsBound { get; init; }

    /// <summary>Whether go needs what the workspace replaces, to do anything to the module.</summary>
    public bool Borrows { get; init; }
}
