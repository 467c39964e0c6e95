namespace SpecCursor.ProofEngine.Logic;

/// <summary>Both numbers are the same. They stand for texts such as hashes, one number for each distinct text.</summary>
internal sealed record IsEqual(int Left, int Right) : Formula;
