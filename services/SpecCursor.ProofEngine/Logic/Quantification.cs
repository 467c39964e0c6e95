namespace SpecCursor.ProofEngine.Logic;

/// <summary>What a statement says of <see cref="VersionTerm.Variable"/>.</summary>
internal enum Quantification
{
    /// <summary>Nothing: only given versions occur.</summary>
    None,

    /// <summary>Every version that meets the assumptions meets the claims.</summary>
    ForAll,

    /// <summary>Some version meets the assumptions and the claims.</summary>
    Exists,
}
