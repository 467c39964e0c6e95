namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>One run of git.</summary>
internal sealed record GitCommand
{
    /// <summary>The repository, as git's <c>--git-dir</c>; null for a command that needs none.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>The subcommand and its arguments, one item each; nothing from outside stands where an option could.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What it reads from standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Variables beside the fixed ones, such as <c>GIT_INDEX_FILE</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The most bytes of standard output that are accepted.</summary>
    public int MaximumOutput { get; init; } = 4 * 1024 * 1024;
}
