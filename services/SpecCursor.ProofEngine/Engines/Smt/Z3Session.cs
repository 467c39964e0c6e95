using System.ComponentModel;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>
/// One <c>z3</c> for several scripts, one after the other, each between <c>(push)</c> and <c>(pop)</c>: making itself ready for the first takes it longer than deciding
/// most of them. It gives the plain answers; whatever else it says, or that it ends, has the script run by a process of its own, as if there were no session.
/// </summary>
internal sealed class Z3Session(Z3 z3, TimeProvider time) : ISmtSolver, IDisposable
{
    /// <summary>What scripts begin with and a solver takes once, before anything else.</summary>
    private static readonly string[] Settings = [SmtWriter.Models, SmtWriter.Logic];

    private readonly string _end = Guid.NewGuid().ToString("N");
    private Conversation? _conversation;
    private bool _isNew;

    public string Name => z3.Name;

    public bool IsInstalled => z3.IsInstalled;

    public async Task<SolverAnswer> AskAsync(string script, CancellationToken cancellationToken)
    {
        if (Start() is not { } conversation)
            return await z3.AskAsync(script, cancellationToken);
        var start = time.GetTimestamp();
        var answer = await conversation.AskAsync(Question(script), _end, cancellationToken);
        if (answer.Text is not null && Read(answer.Text) is { } read)
            return read;

        // What took all its time would take it again. What z3 gives up before that, it may know in a process of its own, where it has other ways of deciding.
        return answer.TimedOut || time.GetElapsedTime(start) >= z3.Timeout ? z3.NoAnswer() : await z3.AskAsync(script, cancellationToken);
    }

    public void Dispose() => _conversation?.Dispose();

    private string Question(string script)
    {
        var settings = _isNew ? string.Join('\n', [.. Settings, z3.TimeLimit]) : string.Empty;
        _isNew = false;
        var lines = script.Split('\n').Where(line => !Settings.Contains(line));
        return $"{settings}\n(push)\n{string.Join('\n', lines)}\n(pop)\n(echo \"{_end}\")\n";
    }

    private Conversation? Start()
    {
        if (_conversation is { IsOver: false })
            return _conversation;
        _conversation?.Dispose();
        _isNew = true;
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
    private static SolverAnswer? Read(string text)
    {
        var lines = text.Split('\n', 2);
        var rest = lines.Length > 1 ? lines[1] : string.Empty;
        return (lines[0].Trim(), rest.Contains("(error", StringComparison.Ordinal)) switch
        {
            ("sat", false) => new SolverAnswer(SolverVerdict.Satisfiable, rest, null),
            ("unsat", false) => new SolverAnswer(SolverVerdict.Unsatisfiable, rest, null),
            _ => null,
        };
    }
}
