using System.Globalization;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Infrastructure;

/// <summary>
/// The orchestrator's own processes. They are not this program's children: they end by themselves a moment after it told them to, and
/// who waits for this program's end means theirs, too.
/// </summary>
/// <param name="session">What all of them name: the address file that the orchestrator was started with.</param>
internal sealed class OrchestratorProcesses(string session)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<int> seen = [];

    /// <summary>The sessions of orchestrators that watch a process: one of an application, but a test hosts several.</summary>
    /// <param name="ownerProcessId">The process that they were started for.</param>
    public static IReadOnlyList<string> SessionsOf(int ownerProcessId) =>
    [
        .. All().Where(process => Watches(process.Arguments, ownerProcessId))
            .Select(process => ValueOf("--kubeconfig", process.Arguments))
            .OfType<string>(),
    ];

    /// <summary>The orchestrator that watches a process; null where there is none, or where the system has no <c>/proc</c>.</summary>
    /// <param name="ownerProcessId">The process that it was started for.</param>
    /// <param name="others">Sessions of its that are of no concern.</param>
    public static OrchestratorProcesses? Find(int ownerProcessId, IReadOnlyList<string> others) =>
        SessionsOf(ownerProcessId).Except(others).FirstOrDefault() is { } session ? new OrchestratorProcesses(session) : null;

    /// <summary>Waits until all of them are gone.</summary>
    /// <param name="limit">How long to wait; whoever is left then is left.</param>
    public async Task WaitForEndAsync(TimeSpan limit)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Alive() && TimeProvider.System.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Poll);
        }
    }

    // It starts more of itself while it runs: its controllers name the session, their helpers name the controllers.
    private bool Alive()
    {
        var all = All().ToList();
        seen.UnionWith(all.Where(process => ValueOf("--kubeconfig", process.Arguments) == session).Select(process => process.Id));
        seen.UnionWith(all.Where(process => seen.Any(id => Watches(process.Arguments, id))).Select(process => process.Id));
        return all.Exists(process => seen.Contains(process.Id));
    }

    private static IEnumerable<(int Id, string[] Arguments)> All() =>
        SystemProcesses.All()
            .Select(id => (Id: id, Arguments: SystemProcesses.Arguments(id) ?? []))
            .Where(process => process.Arguments is [var program, ..] && Path.GetFileName(program) == "dcp");

    private static bool Watches(string[] arguments, int process) =>
        ValueOf("--monitor", arguments) == process.ToString(CultureInfo.InvariantCulture);

    private static string? ValueOf(string option, string[] arguments)
    {
        var index = Array.IndexOf(arguments, option);
        return index >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;
    }
}
