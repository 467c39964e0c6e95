namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>How text of a shell is read.</summary>
internal sealed record ShellRules
{
    public required char Escape { get; init; }

    /// <summary>Whether quotes and escapes stay.</summary>
    public bool IsRaw { get; init; }

    /// <summary>A variable's value, null where it has none; where there is no such function, variables stay as they are written.</summary>
    public Func<string, TracedText?>? Variable { get; init; }
}
