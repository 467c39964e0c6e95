using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Worker;

/// <summary>What of the worker is configurable, besides its sandbox and its ecosystems.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The installation's state directory (<c>SpecCursor:StateDirectory</c>); null: the user's.</summary>
    public string? StateDirectory { get; set; }

    /// <summary>Upgrades at one time (<c>SpecCursor:Worker:Parallelism</c>), 1 to 64; as many as there are processors.</summary>
    public int Parallelism { get; set; } = Environment.ProcessorCount;

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

    internal string ResolvedStateDirectory => !string.IsNullOrEmpty(StateDirectory)
        ? Path.GetFullPath(StateDirectory)
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } home
                ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "speccursor");
}
