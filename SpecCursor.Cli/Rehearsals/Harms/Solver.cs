using SpecCursor.Backing.Processes;
using SpecCursor.Cli.Application;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>The solver that proofs need, behind a link that can be led elsewhere.</summary>
internal static class Solver
{
    private const string Name = "z3";

    /// <summary>Has the proof engine use a link to the machine's solver.</summary>
    /// <exception cref="RehearsalException">The machine has none.</exception>
    public static IReadOnlyDictionary<string, string> Link(StateDirectory state)
    {
        Lead(state, ExecutableSearch.OnPath(Name) ?? throw new RehearsalException("There is no z3 on PATH. Debian and Ubuntu: apt install z3."));
        return new Dictionary<string, string> { ["SpecCursor__Proof__Z3Path"] = LinkOf(state) };
    }

    /// <summary>Leads the link to a program that fails, and asks for upgrades that have to be proved.</summary>
    public static async Task SpoilAsync(RehearsedApplication app, int upgrades, CancellationToken stop)
    {
        Lead(app.State, ExecutableSearch.OnPath("false") ?? throw new RehearsalException("There is no program 'false' on PATH."));
        await Upgrades.RequestPassingAsync(app, upgrades, stop);
    }

    private static void Lead(StateDirectory state, string program)
    {
        Directory.CreateDirectory(state.Root);
        File.Delete(LinkOf(state));
        File.CreateSymbolicLink(LinkOf(state), program);
    }

    private static string LinkOf(StateDirectory state) => Path.Combine(state.Root, Name);
}
