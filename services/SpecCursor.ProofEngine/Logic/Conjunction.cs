using System.Collections.Immutable;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>All operands hold.</summary>
internal sealed record Conjunction(ImmutableArray<Formula> Operands) : Formula;
