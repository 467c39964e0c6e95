using System.Collections.Immutable;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>
/// Where all premises hold, the conclusion does. Rules have no negation of atoms, so there is a least set of atoms that they make hold,
/// and an atom is in it exactly when the rules entail it.
/// </summary>
/// <param name="Premises">Numbers of atoms.</param>
/// <param name="Conclusion">The number of an atom.</param>
internal sealed record Rule(ImmutableArray<int> Premises, int Conclusion)
{
    /// <summary>A claim about given versions that has to hold too; null when there is none.</summary>
    public Formula? Guard { get; init; }

    /// <summary>Whether <see cref="Guard"/> holds, by evaluation.</summary>
    public bool GuardHolds { get; init; } = true;
}
