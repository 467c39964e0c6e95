using Microsoft.Extensions.Options;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>The <c>z3</c> executable: the solver that every proof needs.</summary>
internal sealed class Z3(IOptionsMonitor<ProofOptions> options, BoundedProcess processes) : SmtSolver(options, processes)
{
    public override string Name => "z3";

    protected override string? ConfiguredPath(ProofOptions options) => options.Z3Path;

    protected override IReadOnlyList<string> Arguments(ProofOptions options) =>
        ["-smt2", $"-T:{Text(options.Timeout.TotalSeconds)}", $"-memory:{options.MaximumMemoryMegabytes}", "-in"];
}
