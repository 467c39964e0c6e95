using System.ComponentModel;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>
/// One <c>z3</c> for several scripts, one after the other, with <c>(reset)</c> between them: making itself ready for the first takes it longer than deciding most of
/// them. It gives the plain answers; whatever else it says, or that it ends, has the script run by a process of its own, as if there were no session.
/// </summary>
internal sealed class Z3Session(Z3 z3, TimeProvider time) : ISmtSolver, IDisposable
{
    private readonly string _end = Guid.NewGuid().ToString("N");
    private Conversation? _conversation;

    public string Name => z3.Name;

    public bool IsInstalled => z3.IsInstalled;

    public async Task<SolverAnswer> AskAsync(string script, CancellationToken cancellationToken)
    {
        if (Start() is not { } conversation)
            return await z3.AskAsync(script, cancellationToken);
        var answer = await conversation.AskAsync($"(reset)\n{z3.TimeLimit}\n{script}\n(echo \"{_end}\")\n", _end, cancellationToken);
        return answer.TimedOut ? z3.NoAnswer()
            : answer.Text is not null && Read(answer.Text) is { } read ? read
            : await z3.AskAsync(script, cancellationToken);
    }

    public void Dispose() => _conversation?.Dispose();

    private Conversation? Start()
    {
        if (_conversation is { IsOver: false })
            return _conversation;
        _conversation?.Dispose();
        try
        {
            return _conversation = z3.Converse(time);
        }
        catch (Win32Exception)
        {
            return _conversation = null;
        }
    }

    /// <summary>Null for what is no plain answer.</summary>
    private SolverAnswer? Read(string text)
    {
        var lines = text.Split('\n', 2);
        var rest = lines.Length > 1 ? lines[1] : string.Empty;
        return (lines[0].Trim(), rest.Contains("(error", StringComparison.Ordinal)) switch
        {
            ("sat", false) => new SolverAnswer(SolverVerdict.Satisfiable, rest, null),
            ("unsat", false) => new SolverAnswer(SolverVerdict.Unsatisfiable, rest, null),
            ("unknown" or "timeout", _) => z3.NoAnswer(),
            _ => null,
        };
    }
}
