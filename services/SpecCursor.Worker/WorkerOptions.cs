using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Worker;

/// <summary>What of the worker is configurable, besides its sandbox and its ecosystems.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The installation's state directory (<c>SpecCursor:StateDirectory</c>); null: the user's.</summary>
    public string? StateDirectory { get; set; }

    /// <summary>What a command may take by default (<c>SpecCursor:Worker:Sandbox:MemoryMegabytes</c>).</summary>
    private const long MemoryOfAnUpgrade = 2L * 1024 * 1024 * 1024;

    /// <summary>Upgrades at one time (<c>SpecCursor:Worker:Parallelism</c>), 1 to 64; as many as the machine, or the container, has processors and memory for.</summary>
    public int Parallelism { get; set; } = ParallelismOf(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Longest time of one attempt (<c>SpecCursor:Worker:RunTimeout</c>); less than the engine allows for a message.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(40);

    /// <summary>What the caches of repositories and packages may take together, MiB (<c>SpecCursor:Worker:CacheMegabytes</c>); those in use come on top.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public long CacheMegabytes { get; set; } = 20 * 1024;

    /// <summary>
    /// How large the clone of a repository with its history may be, MiB (<c>SpecCursor:Worker:HistoryMegabytes</c>); of a larger one, and with 0 of every one, the newest commit alone is
    /// fetched.
    /// </summary>
    [Range(0, 64 * 1024 * 1024)]
    public long HistoryMegabytes { get; set; } = 1024;

    /// <summary>One for each processor and each two gibibytes of memory, and one in any case.</summary>
    internal static int ParallelismOf(int processors, long memoryBytes) => (int)Math.Clamp(Math.Min(processors, memoryBytes / MemoryOfAnUpgrade), 1, 64);

    internal string ResolvedStateDirectory => !string.IsNullOrEmpty(StateDirectory)
        ? Path.GetFullPath(StateDirectory)
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } home
                ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "speccursor");
}
