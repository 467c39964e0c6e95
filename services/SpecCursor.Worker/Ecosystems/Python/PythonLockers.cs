namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The tools that lock projects, by the lockfiles that they write.</summary>
internal sealed class PythonLockers(IEnumerable<IPythonLocker> lockers)
{
    /// <summary>The tool that locks a project; null where none does.</summary>
    public IPythonLocker? Of(PythonProject project) =>
        project.Lockfile is { } lockfile ? lockers.Single(locker => locker.Lockfile == Path.GetFileName(lockfile)) : null;
}
