using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>A command whose output is watched.</summary>
internal sealed class PrintedCommand(OutputBuffer buffer, SecretRedactor redactor, UpgradeStep step, string display)
{
    public UpgradeStep Step => step;

    /// <summary>The command as a person would type it, without secrets.</summary>
    public string Display => display;

    /// <summary>Lines that were printed so far, those of all its streams in the order in which they ended. The buffer's to count.</summary>
    public long LineCount { get; set; }

    /// <summary>Makes lines of what the command prints on one of its streams.</summary>
    public LineSplitter OpenStream()
    {
        var cleaner = new LineCleaner(redactor);
        return new LineSplitter((line, isCut) =>
        {
            if (cleaner.Clean(line, isCut) is { } clean)
            {
                buffer.Add(this, clean);
            }
        });
    }
}
