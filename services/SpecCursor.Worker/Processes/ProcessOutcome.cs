using System.Text;

namespace SpecCursor.Worker.Processes;

/// <summary>How one of our own tools ended.</summary>
internal sealed record ProcessOutcome
{
    /// <summary>128 + n for signal n.</summary>
    public required int ExitCode { get; init; }

    public required byte[] Output { get; init; }

    /// <summary>Standard error, the last 8 KiB.</summary>
    public required string Error { get; init; }

    public bool TimedOut { get; init; }

    public bool OutputTooLarge { get; init; }

    public bool Succeeded => ExitCode == 0 && !TimedOut && !OutputTooLarge;

    public string OutputText => Encoding.UTF8.GetString(Output);
}
