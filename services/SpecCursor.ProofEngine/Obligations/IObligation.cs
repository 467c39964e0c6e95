using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>Something that has to hold of every upgrade.</summary>
internal interface IObligation
{
    /// <summary>Stable kebab-case name, a value of the <c>obligation</c> label.</summary>
    string Name { get; }

    /// <summary>States the obligation for one upgrade.</summary>
    Statement State(UpgradeProblem problem);
}
