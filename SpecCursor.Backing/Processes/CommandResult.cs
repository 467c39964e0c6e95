namespace SpecCursor.Backing.Processes;

/// <summary>What a finished command left behind.</summary>
/// <param name="ExitCode">The exit code; above 128, the signal that ended it.</param>
/// <param name="Output">Standard output, at most the last 64 KiB.</param>
/// <param name="Error">Standard error, at most the last 64 KiB.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether the command ended with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last few lines of what the command said, for an error message.</summary>
    public string Explanation
    {
        get
        {
            var said = string.IsNullOrWhiteSpace(Error) ? Output : Error;
            var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 ? $"exit code {ExitCode}, nothing printed" : string.Join(" / ", lines.TakeLast(5));
        }
    }
}
