using System.Runtime.Versioning;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Messaging.Failures;
using SpecCursor.ProofEngine.Engines.Processes;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Engines;

[UnsupportedOSPlatform("windows")]
public sealed class SolverTests : IDisposable
{
    internal const string Hard = """
        (set-logic ALL)
        (declare-const x Int)
        (declare-const y Int)
        (declare-const z Int)
        (assert (> x 1))
        (assert (> y 1))
        (assert (> z 1))
        (assert (= (+ (* x x x) (* y y y)) (* z z z)))
        (check-sat)

        """;

    private readonly Scripts _scripts = new();

    [Fact]
    public void Z3_is_installed() => Assert.True(Executable.Find(null, "z3") is not null, "z3 is not on PATH: install the Debian package z3.");

    [Fact]
    public async Task A_question_that_is_too_hard_times_out()
    {
        using var host = new ProofHost(("Timeout", "00:00:01"));

        var answer = await host.Get<Z3>().AskAsync(Hard, CancellationToken.None);

        Assert.Equal(SolverVerdict.Timeout, answer.Verdict);
        Assert.Equal("z3 found no answer within 1 s", answer.Problem);
    }

    [Fact]
    public async Task A_solver_that_needs_too_much_memory_fails()
    {
        using var host = new ProofHost(("MaximumMemoryMegabytes", "32"));
        var wide = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"(declare-const x{i} Int)\n"));

        var answer = await host.Get<Z3>().AskAsync($"(set-logic ALL)\n{wide}(check-sat)\n", CancellationToken.None);

        Assert.Equal(SolverVerdict.Failed, answer.Verdict);
        Assert.Contains("out of memory", answer.Problem);
    }

    [Fact]
    public async Task Nonsense_fails_with_what_the_solver_says_of_it()
    {
        using var host = new ProofHost();

        var answer = await host.Get<Z3>().AskAsync("(assert nonsense)\n(check-sat)\n", CancellationToken.None);

        Assert.Equal(SolverVerdict.Failed, answer.Verdict);
        Assert.Contains("unknown constant nonsense", answer.Problem);
    }

    [Fact]
    public async Task A_solver_that_hangs_is_killed_with_what_it_started()
    {
        var pidFile = _scripts.PathOf("pid");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"sleep 600 &\necho $! > {pidFile}\nwait")), ("Cvc5Path", ""), ("Timeout", "00:00:00.5"), ("Grace", "00:00:00.5"));

        var result = await host.ProveAsync(Upgrades.Harmless(), "new-version-is-newer");

        Assert.Equal(ObligationStatus.Timeout, result.Status);
        Assert.Contains("no answer within", result.Detail);
        var child = (await File.ReadAllTextAsync(pidFile)).Trim();
        for (var i = 0; i < 100 && IsAlive(child); i++)
            await Task.Delay(50);
        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task Cancellation_kills_the_solver()
    {
        var pidFile = _scripts.PathOf("pid");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"echo $$ > {pidFile}\nexec sleep 600")), ("Cvc5Path", ""));
        using var cancellation = new CancellationTokenSource();

        var asking = host.Get<Z3>().AskAsync(Hard, cancellation.Token);
        while (!File.Exists(pidFile) || (await File.ReadAllTextAsync(pidFile)).Length == 0)
            await Task.Delay(20);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.False(IsAlive((await File.ReadAllTextAsync(pidFile)).Trim()));
    }

    [Fact]
    public async Task A_solver_that_prints_without_end_is_killed()
    {
        using var host = new ProofHost(("Z3Path", _scripts.Write("yes sat")), ("Cvc5Path", ""), ("MaximumOutput", "4096"));

        var result = await host.ProveAsync(Upgrades.Harmless(), "new-version-is-newer");

        Assert.Equal(ObligationStatus.Error, result.Status);
        Assert.Contains("printed more than 4096 bytes", result.Detail);
    }

    [Fact]
    public async Task Without_z3_the_proof_is_to_be_tried_again_and_says_what_to_install()
    {
        using var host = new ProofHost(("Z3Path", "/nowhere/z3"));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => host.ProveAsync(Upgrades.Harmless()));

        Assert.Equal("solver-missing", exception.Failure.Code);
        Assert.True(exception.Failure.IsTransient);
        Assert.Contains("Debian or Ubuntu package z3", exception.Failure.Reason);
    }

    [Theory]
    [InlineData("unsat", "sat", "z3 and cvc5 disagree: proved by z3, refuted by cvc5.")]
    [InlineData("sat", "unsat", "z3 and cvc5 disagree: refuted by z3, proved by cvc5.")]
    [InlineData("sat", "unknown", "z3 says that it does not hold, and evaluation says the opposite.")]
    public async Task Solvers_that_disagree_prove_nothing(string z3, string cvc5, string detail)
    {
        using var host = new ProofHost(("Z3Path", _scripts.Answering(z3)), ("Cvc5Path", _scripts.Answering(cvc5)));

        var result = await host.ProveAsync(Upgrades.Harmless(), "new-version-is-newer");

        Assert.Equal((ObligationStatus.Error, detail), (result.Status, result.Detail));
        var proved = await host.ProveAsync(Upgrades.Harmless());
        Assert.Equal(ProofVerdict.Inconclusive, proved.Verdict);
        Assert.Equal("proof-error", proved.Failure!.Code);
    }

    [Fact]
    public async Task A_solver_that_proves_what_is_false_is_found_out()
    {
        using var host = new ProofHost(("Z3Path", _scripts.Answering("unsat")), ("Cvc5Path", ""));

        var proved = await host.ProveAsync(Upgrades.Ajv());

        foreach (var name in new[] { "constraints-are-met", "range-within-peers" })
            Assert.Equal("z3 says that it holds, and evaluation says the opposite.", proved.Obligations.Single(result => result.Obligation == name).Detail);
        Assert.NotEqual(ProofVerdict.Proved, proved.Verdict);
    }

    [Theory]
    [InlineData("(((major v) 8) ((minor v) 17) ((patch v) 1) ((rank v) 99) ((claim_0 v) false))", "The solver found the rank 99, which stands for nothing.")]
    [InlineData("(((major v) 7) ((minor v) 0) ((patch v) 0) ((rank v) 2) ((claim_0 v) false))", "The solver found 7.0.0, which does not meet the assumptions.")]
    [InlineData("(((major v) 8) ((minor v) 17) ((patch v) 1) ((rank v) 2) ((claim_0 v) true))", "The solver takes for true what evaluation finds false")]
    [InlineData("(((major v) 8) ((minor v)", "The solver's values are cut off or nested too deeply.")]
    [InlineData("(error \"no model\")", "The solver's values are not pairs.")]
    [InlineData("", "The solver's values are cut off or nested too deeply.")]
    public async Task Values_that_make_no_sense_are_an_error(string values, string detail)
    {
        using var host = new ProofHost(("Z3Path", _scripts.Write($"cat > /dev/null\necho sat\ncat << 'END'\n{values}\nEND")), ("Cvc5Path", ""));

        var result = await host.ProveAsync(Upgrades.Ajv(), "range-within-peers");

        Assert.Equal(ObligationStatus.Error, result.Status);
        Assert.StartsWith(detail, result.Detail);
    }

    [Fact]
    public async Task Cvc5_decides_where_z3_finds_no_answer()
    {
        using var host = new ProofHost(("Z3Path", _scripts.Write("cat > /dev/null\necho unknown")), ("Cvc5Path", _scripts.Write("shift $#\nexec z3 -smt2 -in")));

        var result = await host.ProveAsync(Upgrades.Ajv(), "range-within-peers");

        Assert.Equal(("cvc5", ObligationStatus.Refuted), (result.Engine, result.Status));
        Assert.Contains("admits 8.17.1", result.Counterexample);
    }

    [Fact]
    public async Task A_second_opinion_is_taken_exactly_where_cvc5_is_installed()
    {
        using var host = new ProofHost();

        var proved = await host.ProveAsync(Upgrades.Ajv());

        var isInstalled = Executable.Find(null, "cvc5") is not null;
        Assert.All(proved.Obligations, result => Assert.Equal(isInstalled, result.Detail?.Contains("z3 and cvc5 agree.") == true));
    }

    public void Dispose() => _scripts.Dispose();

    private static bool IsAlive(string pid)
    {
        var status = $"/proc/{pid}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }
}
