namespace SpecCursor.AppHost.Infrastructure;

/// <summary>What the orchestrator says of this machine's container engine: it, and nobody else, will have to work with it.</summary>
/// <param name="IsUsable">Whether containers can be started.</param>
/// <param name="Description">The engine, or why there is none, in one line for a person.</param>
/// <param name="Command">The engine's own command, where it is known.</param>
internal sealed record ContainerEngine(bool IsUsable, string Description, string? Command = null)
{
    /// <summary>Nobody asked, since it makes no difference.</summary>
    public static ContainerEngine NotAsked { get; } = new(false, "the container engine was not asked");
}
