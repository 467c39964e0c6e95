namespace SpecCursor.Backing.Monitoring;

/// <summary>How an exporter is kept.</summary>
public sealed record ExporterOptions
{
    /// <summary>The program.</summary>
    public required ExporterProgram Program { get; init; }

    /// <summary>A directory of its own, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Its command line, for the directory that <see cref="Files"/> are in. Nothing secret: everybody on the machine can read it.</summary>
    public required Func<string, IReadOnlyList<string>> Arguments { get; init; }

    /// <summary>Its environment, for the same directory. Nothing secret, for the same reason.</summary>
    public Func<string, IReadOnlyDictionary<string, string>> Environment { get; init; } = _ => new Dictionary<string, string>();

    /// <summary>Files that only its user may read, by their names: passwords, and what else it reads.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Switches to turn off in the releases that have them, without the dashes: parts that would only log errors.</summary>
    public IReadOnlyList<string> TurnedOff { get; init; } = [];
}
