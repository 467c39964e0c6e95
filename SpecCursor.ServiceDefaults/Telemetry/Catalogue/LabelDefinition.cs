namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>One label of a metric and the values that it may take. Anything else is reported as <see cref="Other"/>.</summary>
public sealed record LabelDefinition
{
    /// <summary>The value that stands for all that is not allowed, so that the number of series stays bounded.</summary>
    public const string Other = "other";

    /// <summary>The label's name, snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What the label tells apart.</summary>
    public required string Meaning { get; init; }

    /// <summary>The allowed values. Empty: any, up to <see cref="MaximumValues"/> distinct ones.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>How many distinct values an open label may take in one process before the rest become <see cref="Other"/>.</summary>
    public int MaximumValues { get; init; } = 32;

    /// <summary>Whether the allowed values are known beforehand.</summary>
    public bool IsClosed => Values.Count > 0;
}
