namespace SpecCursor.Backing.Processes;

/// <summary>A program and its arguments, passed as a list and never through a shell.</summary>
/// <param name="Program">An absolute path, or a name looked up on <c>PATH</c>.</param>
/// <param name="Arguments">The arguments, each as it is.</param>
public sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The directory to start in, or null for the caller's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment of the child, or null to inherit the caller's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Text for the standard input, or null for none.</summary>
    public string? Input { get; init; }

    /// <summary>The program's name without its directory, for messages.</summary>
    public string Name => Path.GetFileName(Program);
}
