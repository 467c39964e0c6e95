using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What is to be done about a message: everything, so that doing it takes no further thought.</summary>
internal sealed record Decision
{
    /// <summary>The upgrade as it is to be.</summary>
    public required Upgrade Upgrade { get; init; }

    /// <summary>Why nothing is to be done; null when something is.</summary>
    public string? Ignored { get; init; }

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Steps to add, or to replace by (fence, step).</summary>
    public IReadOnlyList<StepEntry> Steps { get; init; } = [];

    /// <summary>The step whose command is to be sent, with the fence and attempt of <see cref="Upgrade"/>.</summary>
    public UpgradeStep? Dispatch { get; init; }

    /// <summary>Whether the upgrade starts, and so needs one of its repository's places first.</summary>
    public bool TakesPlace { get; init; }

    /// <summary>What became of the repair that was under test.</summary>
    public PatchVerdict? Patch { get; init; }

    /// <summary>Whether whoever still works on an older dispatch is to be told to stop.</summary>
    public bool StopsWork { get; init; }

    /// <summary>Whether the publisher is to refuse everything up to the fence of <see cref="Upgrade"/>.</summary>
    public bool RevokesPublication { get; init; }

    /// <summary>Whether steps of the current dispatch that failed are forgotten, as they are done again under the same fence.</summary>
    public bool ReopensSteps { get; init; }

    public static Decision Ignore(Upgrade upgrade, string reason) => new() { Upgrade = upgrade, Ignored = reason };
}
