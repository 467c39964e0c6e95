using System.Collections.Immutable;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>An obligation, stated for one upgrade.</summary>
internal sealed record Statement
{
    /// <summary>The statement in plain words.</summary>
    public required string Words { get; init; }

    /// <summary>The ecosystem's versions.</summary>
    public required IVersionScheme Scheme { get; init; }

    /// <summary>What is said of the variable.</summary>
    public Quantification Quantification { get; init; }

    /// <summary>What is known of the variable; empty where nothing is quantified.</summary>
    public ImmutableArray<Formula> Assumptions { get; init; } = [];

    /// <summary>How many atoms there are.</summary>
    public int AtomCount { get; init; }

    /// <summary>What makes atoms hold.</summary>
    public ImmutableArray<Rule> Rules { get; init; } = [];

    /// <summary>What is claimed, all of it.</summary>
    public required ImmutableArray<Claim> Claims { get; init; }

    /// <summary>
    /// Versions to decide the statement on by evaluation: all that meet the assumptions of an existential statement; of a universal one any
    /// that do, the most telling first.
    /// </summary>
    public ImmutableArray<IPackageVersion> Samples { get; init; } = [];

    /// <summary>Whether a version meets the assumptions, decided without the formulas.</summary>
    public Func<IPackageVersion, bool> MeetsAssumptions { get; init; } = _ => true;

    /// <summary>Why no version meets an existential statement, as sentences without the last full stop.</summary>
    public string NoWitness { get; init; } = string.Empty;

    /// <summary>Things that don't count against the upgrade but should be known, such as constraints that were broken before.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>
    /// Whether the statement holds by evaluation; null for a universal statement without a counterexample among the samples, which only the
    /// solver can decide.
    /// </summary>
    public bool? Evaluate() => Quantification switch
    {
        Quantification.None => Claims.All(claim => claim.Holds(null)),
        Quantification.Exists => Samples.Any(sample => Claims.All(claim => claim.Holds(sample))),
        _ => CounterSample() is null ? null : false,
    };

    /// <summary>The first sample that a claim of a universal statement fails on; null when there is none.</summary>
    public IPackageVersion? CounterSample() => Samples.FirstOrDefault(sample => !Claims.All(claim => claim.Holds(sample)));
}
