using SpecCursor.AppHost.Infrastructure;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.State;

/// <summary>
/// What an application that was killed leaves behind. The orchestrator ends it by itself, in its own time; the next start must not find
/// the ports still taken, nor share a database with services of the previous one.
/// </summary>
internal static class Leftovers
{
    /// <summary>The environment variable that marks every service with the state directory that it belongs to.</summary>
    internal const string Marker = "SPECCURSOR_BELONGS_TO";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OrchestratorGrace = TimeSpan.FromSeconds(20);

    /// <summary>Ends the services of an earlier run on a state directory, whose lock the caller holds, and waits for its orchestrator.</summary>
    /// <param name="state">The state directory.</param>
    /// <param name="previousOwner">The process that held the lock before; null where it ended properly.</param>
    public static async Task EndAsync(StateDirectory state, int? previousOwner)
    {
        var orchestrator = previousOwner is { } owner ? OrchestratorProcesses.Find(owner, others: []) : null;
        await ProcessEnd.RequestAsync(() => Marked(state.Root), Grace, CancellationToken.None);
        await (orchestrator?.WaitForEndAsync(OrchestratorGrace) ?? Task.CompletedTask);
    }

    private static List<int> Marked(string root)
    {
        var mark = $"{Marker}={root}";
        return [.. SystemProcesses.All().Where(id => id != Environment.ProcessId && SystemProcesses.Environment(id).Contains(mark, StringComparer.Ordinal))];
    }
}
