using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>A package that one of the two lock graphs has in no place and the other has.</summary>
/// <param name="Node">The package.</param>
/// <param name="Atom">The number of the proposition that the upgrade explains it.</param>
/// <param name="IsAddition">Whether it is new; otherwise it is gone.</param>
internal sealed record Move(GraphNode Node, int Atom, bool IsAddition);
