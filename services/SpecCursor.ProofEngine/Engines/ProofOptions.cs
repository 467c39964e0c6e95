using System.ComponentModel.DataAnnotations;

namespace SpecCursor.ProofEngine.Engines;

/// <summary>The provers and their limits. Read from <c>SpecCursor:Proof</c>.</summary>
internal sealed class ProofOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SpecCursor:Proof";

    /// <summary>The <c>z3</c> executable; null to look on <c>PATH</c>.</summary>
    public string? Z3Path { get; set; }

    /// <summary>The <c>cvc5</c> executable; null to look on <c>PATH</c>, empty to do without.</summary>
    public string? Cvc5Path { get; set; }

    /// <summary>The <c>lean</c> executable; null to look on <c>PATH</c>, empty to do without.</summary>
    public string? LeanPath { get; set; }

    /// <summary>How long a prover may take for one obligation: 100 ms to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a prover that keeps the time itself may overrun before it is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How much memory a prover may take, in MiB: 32 to 65,536.</summary>
    [Range(32, 65_536)]
    public int MaximumMemoryMegabytes { get; set; } = 1024;

    /// <summary>How much a prover may print, in bytes: 1 KiB to 256 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaximumOutput { get; set; } = 16 * 1024 * 1024;
}
