using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Packages;

/// <summary>
/// What one run's package managers download, or find downloaded. There are two places. What is shared is seen by all repositories and filled only by commands that run nobody's code; what a
/// run adds to it is its own until it ends. A repository's own folder is for commands that may run its code, or its dependencies': what they leave there nobody else sees.
/// </summary>
internal sealed class PackageCache
{
    private readonly string _own;
    private readonly OverlayFolder? _shared;
    private bool _isBeingFilled;
    private bool _wasFilled;

    /// <param name="ecosystem">Whose packages these are.</param>
    /// <param name="own">The repository's own folder.</param>
    /// <param name="shared">What is shared, with the run's own folder on top; null where the sandbox has no overlays, and all is the repository's own.</param>
    public PackageCache(string ecosystem, string own, OverlayFolder? shared)
    {
        Ecosystem = ecosystem;
        _own = own;
        _shared = shared;
    }

    public string Ecosystem { get; }

    /// <summary>Whether anything is shared: whether folders can be laid over each other here.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>What the run added for all; null for nothing, or nothing whole.</summary>
    public string? Downloaded => _wasFilled && !_isBeingFilled ? _shared?.Upper : null;

    /// <summary>The repository's own folder, for commands that may run code of it or of packages.</summary>
    public SandboxMount Own(string path, bool isWritable, string? variable = null) => new(_own, path, isWritable, variable);

    /// <summary>What is shared, to fill it: for commands that run nothing but the package manager. <see cref="Filled"/> takes what became of the command.</summary>
    public SandboxMount ToFill(string path, string? variable = null)
    {
        _isBeingFilled = true;
        return Shared(path, isWritable: true, variable);
    }

    /// <summary>What is shared, and what the run added, to read.</summary>
    public SandboxMount ToRead(string path, string? variable = null) => Shared(path, isWritable: false, variable);

    /// <summary>A package manager that was killed may have left halves of files behind, which would be there for all others.</summary>
    public CommandOutput Filled(CommandOutput output)
    {
        _wasFilled = true;
        _isBeingFilled = output.LimitExceeded is not null || output.ExitCode >= 128;
        return output;
    }

    /// <summary>A package among those of the repository's own folder.</summary>
    public InstalledPackage OwnPackage(string folder) => new(_own, folder);

    /// <summary>A package among those that are shared.</summary>
    /// <param name="folder">Its folder: relative, forward slashes.</param>
    public InstalledPackage SharedPackage(string folder)
    {
        var places = _shared is null ? [_own] : _shared.Lower.Prepend(_shared.Upper);
        return new InstalledPackage(places.FirstOrDefault(place => Directory.Exists(Path.Combine(place, folder))) ?? places.First(), folder);
    }

    private SandboxMount Shared(string path, bool isWritable, string? variable) => _shared switch
    {
        null => Own(path, isWritable, variable),
        { Lower.Count: 0 } => new SandboxMount(_shared.Upper, path, isWritable, variable),
        _ => new SandboxMount(_shared.Upper, path, isWritable, variable) { Overlay = _shared },
    };
}
