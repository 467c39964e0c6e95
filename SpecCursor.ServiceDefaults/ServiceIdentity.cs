namespace SpecCursor.ServiceDefaults;

/// <summary>Who this process is in resources, logs and the <c>service</c> label.</summary>
public sealed record ServiceIdentity
{
    /// <summary>The service's name, such as <c>ai-service</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Tells processes of one service apart.</summary>
    public required string InstanceId { get; init; }
}
