using System.Collections.Immutable;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>At least one operand holds.</summary>
internal sealed record Disjunction(ImmutableArray<Formula> Operands) : Formula;
