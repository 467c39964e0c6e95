using System.Diagnostics;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>The control groups of one command: one directory for all controllers (version 2), or one for each (version 1).</summary>
/// <param name="directories">The directories.</param>
/// <param name="counters">Where to read that a limit was exceeded.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlGroup(IReadOnlyList<string> directories, ControlGroupCounters counters, TimeProvider time) : IResourceGroup
{
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(2);

    public IReadOnlyList<string> JoinFiles => [.. directories.Select(directory => Path.Combine(directory, "cgroup.procs"))];

    public bool NeedsProcessLimits => false;

    public string? Exceeded(int rootProcess) => counters.Exceeded();

    public void Kill()
    {
        foreach (var directory in directories)
        {
            ControlGroupDirectory.TryWrite(directory, "cgroup.kill", "1");
        }

        foreach (var id in directories.SelectMany(ControlGroupDirectory.Processes).Distinct())
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It is already gone.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        var started = time.GetTimestamp();
        while (!directories.All(ControlGroupDirectory.TryRemove) && time.GetElapsedTime(started) < RemovalPatience)
        {
            Kill();
            await Task.Delay(RemovalInterval, time);
        }
    }
}
