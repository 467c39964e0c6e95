namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>What bounds the resources of all processes of one command together.</summary>
internal interface IResourceGroup : IAsyncDisposable
{
    /// <summary>Files to which the command's first process writes its id before it does anything else.</summary>
    IReadOnlyList<string> JoinFiles { get; }

    /// <summary>Whether each process has to be bounded by itself, because nothing bounds them together.</summary>
    bool NeedsProcessLimits { get; }

    /// <summary>The limit that was exceeded, of <see cref="LimitNames"/>; null while none is.</summary>
    /// <param name="rootProcess">The command's first process.</param>
    string? Exceeded(int rootProcess);

    /// <summary>Kills every process of the group.</summary>
    void Kill();
}
