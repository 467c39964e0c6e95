using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Sandbox;

/// <summary>A command to run in the sandbox.</summary>
internal sealed record SandboxCommand
{
    /// <summary>The executable's name: one of <see cref="Tools"/>, or one that the system has in <c>/usr/bin</c>.</summary>
    public required string Executable { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The host's folder that is the writable <c>/workspace</c>.</summary>
    public required string Workspace { get; init; }

    /// <summary>A git directory that stands read-only as <c>/workspace/.git</c>; null for none.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>Where in the workspace to start: relative, forward slashes, empty for its root.</summary>
    public string WorkingDirectory { get; init; } = string.Empty;

    public required SandboxNetwork Network { get; init; }

    public required SandboxLimits Limits { get; init; }

    /// <summary>Executables that must be reachable, wherever they are installed.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Folders of executables that must be reachable, where a tool's name would only lead to what starts it.</summary>
    public IReadOnlyList<string> ToolFolders { get; init; } = [];

    /// <summary>Further folders and files of the host.</summary>
    public IReadOnlyList<SandboxMount> Mounts { get; init; } = [];

    /// <summary>Variables besides the fixed ones. Nothing of the service's own environment is ever there.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where what it prints is shown while it runs; null for nowhere.</summary>
    public OutputFeed? Output { get; init; }

    /// <summary>The command as a person would type it; set where what runs is wrapped.</summary>
    public string Display
    {
        get => field ?? (Arguments.Count == 0 ? Executable : $"{Executable} {string.Join(' ', Arguments)}");
        init;
    }
}
