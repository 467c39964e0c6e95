namespace SpecCursor.AppHost.Infrastructure;

/// <summary>What a person wants the backing services to run as.</summary>
internal enum InfrastructurePreference
{
    /// <summary>Containers where an engine runs, executables otherwise.</summary>
    Auto,

    /// <summary>Containers, or not at all.</summary>
    Containers,

    /// <summary>Executables, even where an engine runs.</summary>
    Native,
}
