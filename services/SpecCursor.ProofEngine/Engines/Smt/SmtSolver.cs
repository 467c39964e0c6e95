using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.Options;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>A solver in a child process of its own for every script.</summary>
internal abstract class SmtSolver(IOptionsMonitor<ProofOptions> options, BoundedProcess processes) : ISmtSolver
{
    public abstract string Name { get; }

    public bool IsInstalled => Path is not null;

    protected ProofOptions Options => options.CurrentValue;

    /// <summary>Where it is; null when it isn't installed.</summary>
    protected string? Path => Executable.Find(ConfiguredPath(Options), Name);

    public async Task<SolverAnswer> AskAsync(string script, CancellationToken cancellationToken)
    {
        if (Path is not { } path)
            return new SolverAnswer(SolverVerdict.Failed, string.Empty, $"{Name} is not installed");
        try
        {
            var outcome = await processes.RunAsync(Request(path, Arguments(Options)) with { Input = script }, cancellationToken);
            return Read(outcome);
        }
        catch (Win32Exception exception)
        {
            return new SolverAnswer(SolverVerdict.Failed, string.Empty, $"{path} can't be run: {exception.Message}");
        }
    }

    /// <summary>The answer of one that was not decided in time.</summary>
    public SolverAnswer NoAnswer() => new(SolverVerdict.Timeout, string.Empty, $"{Name} found no answer within {Text(Options.Timeout.TotalSeconds)} s");

    protected abstract string? ConfiguredPath(ProofOptions options);

    /// <summary>The arguments that make it read a script from standard input and keep the limits itself, too.</summary>
    protected abstract IReadOnlyList<string> Arguments(ProofOptions options);

    protected ProcessRequest Request(string path, IReadOnlyList<string> arguments) => new()
    {
        FileName = path,
        Arguments = arguments,
        Timeout = Options.Timeout + Options.Grace,
        MaximumOutput = Options.MaximumOutput,
        MaximumMemory = Options.MaximumMemoryMegabytes * 1024L * 1024 * 5 / 4,
    };

    protected static string Text(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);

    private SolverAnswer Read(ProcessOutcome outcome)
    {
        if (outcome.TimedOut)
            return NoAnswer();
        if (outcome.OutputExceeded)
            return new SolverAnswer(SolverVerdict.Failed, string.Empty, $"{Name} printed more than {Options.MaximumOutput} bytes");
        var end = outcome.Output.IndexOf('\n', StringComparison.Ordinal);
        var first = (end < 0 ? outcome.Output : outcome.Output[..end]).Trim();
        var rest = end < 0 ? string.Empty : outcome.Output[(end + 1)..];
        return first switch
        {
            "sat" => Whole(SolverVerdict.Satisfiable, rest, outcome),
            "unsat" => Whole(SolverVerdict.Unsatisfiable, rest, outcome),
            "unknown" or "timeout" => NoAnswer(),
            _ when outcome.Error.Contains("interrupted by timeout", StringComparison.Ordinal) =>
                NoAnswer(),
            _ => Failed(outcome),
        };
    }

    private SolverAnswer Whole(SolverVerdict verdict, string rest, ProcessOutcome outcome) =>
        outcome.ExitCode == 0 ? new SolverAnswer(verdict, rest, null) : Failed(outcome);

    private SolverAnswer Failed(ProcessOutcome outcome)
    {
        var said = $"{outcome.Output.Trim()} {outcome.Error.Trim()}".Trim();
        return new SolverAnswer(
            SolverVerdict.Failed, string.Empty, $"{Name} ended with code {outcome.ExitCode}: {(said.Length > 500 ? said[..500] : said)}");
    }
}
