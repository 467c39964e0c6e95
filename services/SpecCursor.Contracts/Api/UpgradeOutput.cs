using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Api;

/// <summary>Some lines that a command of an upgrade printed at about the same time. Without any, it announces its command.</summary>
public sealed record UpgradeOutput
{
    /// <summary>Grows within the upgrade, through all of its attempts; the event id of the stream. Microseconds since 1970 at about the time, UTC.</summary>
    public required long Sequence { get; init; }

    /// <summary>The step that the command belongs to.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>The attempt at the code that it belongs to.</summary>
    public required int Attempt { get; init; }

    /// <summary>The fence of the run that it belongs to: grows with each.</summary>
    public required long Fence { get; init; }

    /// <summary>Who handles the run: another one with the same fence took it over from the start.</summary>
    public required Guid Run { get; init; }

    /// <summary>The command as a person would type it.</summary>
    public required string Command { get; init; }

    /// <summary>The number of the first of these lines among those that the command printed, from 1.</summary>
    public required long FirstLine { get; init; }

    /// <summary>The lines, without secrets and terminal sequences.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Lines before these that are missing, because there were too many at once, or because nobody took them.</summary>
    public long Dropped { get; init; }
}
