namespace SpecCursor.AppHost.Infrastructure;

/// <summary>What the backing services run as.</summary>
/// <param name="IsContainers">Whether they are containers; executables otherwise.</param>
/// <param name="Reason">Why, in words for a person.</param>
/// <param name="Engine">The command of the engine that containers run in, where it is known.</param>
internal sealed record InfrastructureMode(bool IsContainers, string Reason, string? Engine = null)
{
    /// <summary><c>containers</c> or <c>native</c>.</summary>
    public string Name => IsContainers ? "containers" : "native";

    /// <summary>Chooses between containers and executables.</summary>
    /// <param name="preference">What a person wants.</param>
    /// <param name="engine">What is known of the container engine.</param>
    public static InfrastructureMode Choose(InfrastructurePreference preference, ContainerEngine engine) => preference switch
    {
        InfrastructurePreference.Native => new(false, "chosen by SPECCURSOR_INFRASTRUCTURE"),
        InfrastructurePreference.Containers => new(true, $"chosen by SPECCURSOR_INFRASTRUCTURE; {engine.Description}", engine.Command),
        _ => new(engine.IsUsable, engine.Description, engine.Command),
    };
}
