using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A tool that locks what a project installs. pip installs what it locked.</summary>
internal interface IPythonLocker
{
    /// <summary>The largest lockfile that is read, in bytes.</summary>
    const int MaximumLockfile = 32 * 1024 * 1024;

    /// <summary>The name of its lockfile.</summary>
    string Lockfile { get; }

    /// <summary>Looks whether the tool is there.</summary>
    /// <exception cref="StepFailedException">This machine doesn't have it.</exception>
    void CheckPresence();

    /// <summary>Looks whether the lockfile is that of the manifests, where the tool doesn't complain of itself later.</summary>
    /// <exception cref="StepFailedException">It isn't.</exception>
    Task CheckAsync(UpgradeRun run, PythonProject project, ProjectIndexes indexes, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Locks what the manifests demand now, and keeps all else as it is locked.</summary>
    /// <returns>The lockfile.</returns>
    /// <exception cref="StepFailedException">The requirements contradict each other, or can't be locked for another reason.</exception>
    Task<byte[]> LockAsync(UpgradeRun run, PythonProject project, ProjectIndexes indexes, CancellationToken cancellationToken);

    /// <summary>What of the lockfile belongs into this environment: lines of a requirements file, with the hashes that are locked.</summary>
    /// <exception cref="StepFailedException">The tool can't say, or the lockfile has what is no release of an index.</exception>
    Task<IReadOnlyList<string>> ListAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken);

    /// <summary>What a person should know about how a lockfile changed.</summary>
    IEnumerable<string> Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) => [];
}
