using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>One run of one upgrade: what every role gets to know.</summary>
internal sealed record UpgradeRun
{
    public required RunUpgrade Command { get; init; }

    public required Workspace Workspace { get; init; }

    /// <summary>Every file of the base commit.</summary>
    public required IReadOnlyList<TrackedFile> Files { get; init; }

    /// <summary>Folders of projects that have no use for the upgrade, so that the next one is looked for.</summary>
    public IReadOnlySet<string> PassedOver { get; init; } = new HashSet<string>();

    /// <summary>What package managers download.</summary>
    public required PackageCache Packages { get; init; }

    /// <summary>Where commands show what they print; null for nowhere.</summary>
    public OutputFeed? Output { get; init; }

    public UpgradeContext Context => Command.Context;
}
