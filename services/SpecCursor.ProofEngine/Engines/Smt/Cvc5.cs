using Microsoft.Extensions.Options;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>The <c>cvc5</c> executable: a second opinion where it is installed.</summary>
internal sealed class Cvc5(IOptionsMonitor<ProofOptions> options, BoundedProcess processes) : SmtSolver(options, processes)
{
    public override string Name => "cvc5";

    protected override string? ConfiguredPath(ProofOptions options) => options.Cvc5Path;

    protected override IReadOnlyList<string> Arguments(ProofOptions options) =>
        ["--lang=smt2", $"--tlimit={Text(options.Timeout.TotalMilliseconds)}", "-"];
}
