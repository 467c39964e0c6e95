using System.Runtime.Versioning;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Engines;

[UnsupportedOSPlatform("windows")]
public sealed class Z3SessionTests : IDisposable
{
    private const string Sat = "(set-logic ALL)\n(declare-const x Int)\n(assert (> x 3))\n(check-sat)\n";
    private const string Unsat = "(set-logic ALL)\n(declare-const x Bool)\n(assert (and x (not x)))\n(check-sat)\n";
    private const string Model = "(set-option :produce-models true)\n(set-logic ALL)\n(declare-const x Int)\n(assert (= x 7))\n(check-sat)\n(get-value (x))\n";

    private readonly Scripts _scripts = new();

    [Fact]
    public async Task Scripts_follow_each_other_in_one_process_and_know_nothing_of_each_other()
    {
        var starts = _scripts.PathOf("starts");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"echo started >> {starts}\nexec z3 \"$@\"")));
        using var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);

        var verdicts = new List<SolverVerdict>();
        foreach (var script in new[] { Sat, Unsat, Model, Unsat, Sat })
            verdicts.Add((await session.AskAsync(script, CancellationToken.None)).Verdict);
        var model = await session.AskAsync(Model, CancellationToken.None);

        Assert.Equal(
            [SolverVerdict.Satisfiable, SolverVerdict.Unsatisfiable, SolverVerdict.Satisfiable, SolverVerdict.Unsatisfiable, SolverVerdict.Satisfiable], verdicts);
        Assert.Equal(["7"], SmtValue.ReadAll(model.Rest));
        Assert.Equal("started\n", await File.ReadAllTextAsync(starts));
    }

    [Fact]
    public async Task What_is_too_hard_times_out_and_keeps_nobody_else_from_an_answer()
    {
        using var host = new ProofHost(("Timeout", "00:00:05"));
        using var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);

        var hard = await session.AskAsync(SolverTests.Hard, CancellationToken.None);
        var next = await session.AskAsync(Sat, CancellationToken.None);

        Assert.Equal((SolverVerdict.Timeout, "z3 found no answer within 5 s"), (hard.Verdict, hard.Problem));
        Assert.Equal(SolverVerdict.Satisfiable, next.Verdict);
    }

    [Fact]
    public async Task A_solver_that_hangs_is_killed_and_the_next_script_gets_another()
    {
        var hung = _scripts.PathOf("hung");
        using var host = new ProofHost(
            ("Z3Path", _scripts.Write($"[ -e {hung} ] || {{ touch {hung}; exec sleep 600; }}\nexec z3 \"$@\"")), ("Timeout", "00:00:05"), ("Grace", "00:00:00"));
        using var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);

        var first = await session.AskAsync(Sat, CancellationToken.None);
        var second = await session.AskAsync(Sat, CancellationToken.None);

        Assert.Equal(SolverVerdict.Timeout, first.Verdict);
        Assert.Equal(SolverVerdict.Satisfiable, second.Verdict);
    }

    [Fact]
    public async Task What_a_solver_dies_of_fails_as_it_does_alone_and_the_rest_is_answered()
    {
        using var host = new ProofHost(("MaximumMemoryMegabytes", "32"));
        using var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);
        var wide = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"(declare-const x{i} Int)\n"));

        var first = await session.AskAsync(Unsat, CancellationToken.None);
        var tooMuch = await session.AskAsync($"(set-logic ALL)\n{wide}(check-sat)\n", CancellationToken.None);
        var last = await session.AskAsync(Sat, CancellationToken.None);

        Assert.Equal(SolverVerdict.Unsatisfiable, first.Verdict);
        Assert.Equal(SolverVerdict.Failed, tooMuch.Verdict);
        Assert.Contains("out of memory", tooMuch.Problem);
        Assert.Equal(SolverVerdict.Satisfiable, last.Verdict);
    }

    [Theory]
    [InlineData("(assert nonsense)\n(check-sat)\n", "unknown constant nonsense")]
    [InlineData("(set-logic ALL)\n(check-sat)\n(get-value (nothing))\n", "unknown constant nothing")]
    public async Task Nonsense_fails_as_it_does_alone(string script, string problem)
    {
        using var host = new ProofHost();
        using var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);

        var answer = await session.AskAsync(script, CancellationToken.None);
        var alone = await host.Get<Z3>().AskAsync(script, CancellationToken.None);

        Assert.Equal(SolverVerdict.Failed, answer.Verdict);
        Assert.Contains(problem, answer.Problem);
        Assert.Equal(alone, answer);
    }

    [Fact]
    public async Task Cancellation_and_the_end_kill_the_solver()
    {
        var pids = _scripts.PathOf("pids");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"echo $$ >> {pids}\nexec z3 \"$@\"")));
        using var cancellation = new CancellationTokenSource();
        var session = new Z3Session(host.Get<Z3>(), TimeProvider.System);
        await session.AskAsync(Sat, CancellationToken.None);

        var asking = session.AskAsync(SolverTests.Hard, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await session.AskAsync(Sat, CancellationToken.None);
        session.Dispose();

        var all = await File.ReadAllLinesAsync(pids);
        Assert.Equal(2, all.Length);
        Assert.All(all, pid => Assert.False(Directory.Exists($"/proc/{pid}")));
    }

    public void Dispose() => _scripts.Dispose();
}
