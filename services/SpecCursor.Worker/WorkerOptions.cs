namespace SpecCursor.Worker;

/// <summary>What of the worker is configurable, besides its sandbox and its ecosystems.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The installation's state directory (<c>SpecCursor:StateDirectory</c>); null: the user's.</summary>
    public string? StateDirectory { get; set; }

    /// <summary>Upgrades at one time (<c>SpecCursor:Worker:Parallelism</c>), 1 to 64.</summary>
    public int Parallelism { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Longest time of one attempt (<c>SpecCursor:Worker:RunTimeout</c>); less than the engine allows for a message.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(40);

    internal string ResolvedStateDirectory => !string.IsNullOrEmpty(StateDirectory)
        ? Path.GetFullPath(StateDirectory)
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } home
                ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "speccursor");
}
