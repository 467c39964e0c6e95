using Microsoft.Extensions.Options;
using SpecCursor.ProofEngine.Engines.Processes;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>The <c>z3</c> executable: the solver that every proof needs.</summary>
internal sealed class Z3(IOptionsMonitor<ProofOptions> options, BoundedProcess processes) : SmtSolver(options, processes)
{
    public override string Name => "z3";

    /// <summary>How long it may take for one script.</summary>
    public TimeSpan Timeout => Options.Timeout;

    /// <summary>The command that bounds the time of what follows in a script.</summary>
    public string TimeLimit => $"(set-option :timeout {Text(Timeout.TotalMilliseconds)})";

    /// <summary>Starts one that is given its scripts later.</summary>
    /// <returns>Null when it isn't installed.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be run.</exception>
    public Conversation? Converse(TimeProvider time) =>
        Path is { } path ? new Conversation(Request(path, ["-smt2", Memory(Options), "-in"]), time) : null;

    protected override string? ConfiguredPath(ProofOptions options) => options.Z3Path;

    protected override IReadOnlyList<string> Arguments(ProofOptions options) => ["-smt2", $"-T:{Text(options.Timeout.TotalSeconds)}", Memory(options), "-in"];

    private static string Memory(ProofOptions options) => $"-memory:{options.MaximumMemoryMegabytes}";
}
