using System.Globalization;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Files;

namespace SpecCursor.AppHost.State;

/// <summary>Keeps a second application off a state directory. The system releases it however its holder ends.</summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileLock held;
    private readonly string pidFile;

    private StateLock(FileLock held, string pidFile)
    {
        this.held = held;
        this.pidFile = pidFile;
        PreviousOwner = int.TryParse(Read(pidFile), CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>The process that held the lock before and was killed; null where the last one ended properly.</summary>
    public int? PreviousOwner { get; }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StartupException">Another application has it; the message names its process.</exception>
    public static StateLock Acquire(StateDirectory state)
    {
        var pidFile = Path.Combine(state.Run, "apphost.pid");
        var held = FileLock.TryAcquire(Path.Combine(state.Run, "apphost.lock")) ?? throw new StartupException(
            $"SpecCursor already runs on {state.Root}{(Read(pidFile) is { } holder ? $" as process {holder}" : "")}. Stop it with ./speccursor down, or set SPECCURSOR_STATE_DIR " +
            "(and SPECCURSOR_CONTROLLER_PORT, SPECCURSOR_GITHUBAPP_PORT, SPECCURSOR_DASHBOARD_PORT) to run a second one beside it.");
        var acquired = new StateLock(held, pidFile);
        File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return acquired;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        File.Delete(pidFile);
        held.Dispose();
    }

    private static string? Read(string pidFile)
    {
        try
        {
            return File.ReadAllText(pidFile);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
