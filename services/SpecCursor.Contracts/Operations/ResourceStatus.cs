namespace SpecCursor.Contracts.Operations;

/// <summary>One resource of the application, as the AppHost sees it.</summary>
public sealed record ResourceStatus
{
    /// <summary>The resource's name, such as <c>worker</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, such as <c>Project</c> or <c>Executable</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its state in the AppHost's own words, such as <c>Running</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>unknown</c>.</summary>
    public required string Health { get; init; }

    /// <summary>Its address, where it has one.</summary>
    public string? Url { get; init; }

    /// <summary>Its process, where it is one.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What a person should know when it is not healthy.</summary>
    public string? Detail { get; init; }
}
