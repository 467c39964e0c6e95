using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Upgrades;

/// <summary>A report as it grows with the steps.</summary>
internal sealed class ReportDraft
{
    public const int MaximumDiffBytes = 8 * 1024 * 1024;

    private const int MaximumNotes = 20;
    private const int MaximumNote = 500;

    public RemoteHead? Head { get; set; }

    public Declaration? Declaration { get; set; }

    public Resolution? Resolution { get; set; }

    public Application? Application { get; set; }

    public ReleaseNotes? ReleaseNotes { get; set; }

    public string Diff { get; set; } = string.Empty;

    public IReadOnlyList<string> ChangedFiles { get; set; } = [];

    public CommandOutput? Tests { get; set; }

    public IReadOnlyList<SourceFile> Usages { get; set; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>The report; null while nothing was applied.</summary>
    public UpgradeReport? TryBuild() => Head is null || Declaration is null || Resolution is null || Application is null
        ? null
        : new UpgradeReport
        {
            BaseCommit = Head.Commit,
            BaseBranch = Head.Branch,
            ManifestPath = Declaration.ManifestPath,
            ManifestPackageId = Declaration.ManifestPackageId,
            FromVersion = Declaration.LockedVersion,
            ToVersion = Resolution.Version,
            OldRange = Declaration.Range,
            WrittenRange = Application.WrittenRange,
            Diff = Diff,
            ChangedFiles = ChangedFiles,
            Before = Declaration.Graph,
            After = Application.Graph,
            PublishedVersions = Resolution.PublishedVersions,
            Install = Application.Install,
            Tests = Tests,
            PeerConflictOverridden = Application.PeerConflictOverridden,
            Usages = Usages,
            ReleaseNotes = ReleaseNotes,
            Notes = [.. Declaration.Notes.Concat(Resolution.Notes).Concat(Application.Notes).Concat(Notes).Take(MaximumNotes).Select(Shorten)],
        };

    private static string Shorten(string note) => note.Length > MaximumNote ? note[..(MaximumNote - 1)] + "…" : note;
}
