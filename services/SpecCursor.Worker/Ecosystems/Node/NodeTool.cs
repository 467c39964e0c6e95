namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A package manager's program, and how it is told what the sandbox is like.</summary>
internal sealed record NodeTool
{
    public required string Executable { get; init; }

    /// <summary>Variables of every run.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Variables that name folders of the package cache, relative to it; they are set where the cache is.</summary>
    public required IReadOnlyDictionary<string, string> CacheFolders { get; init; }

    /// <summary>The variable that names the registry.</summary>
    public required string RegistryVariable { get; init; }

    /// <summary>The registry that it has instead of npm's public one; null for none.</summary>
    public Uri? OwnRegistry { get; init; }

    /// <summary>Whether what is installed stays in the package cache, so that scripts and tests must see it.</summary>
    public bool RunsFromCache { get; init; }

    /// <summary>The registry of its installs, where the project names none.</summary>
    public Uri RegistryOf(NpmSettings settings) => OwnRegistry is not null && settings.Registry.Host == "registry.npmjs.org" ? OwnRegistry : settings.Registry;
}
