namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>Bytes of a file that a tag, with its digest, is made of.</summary>
/// <param name="Start">Where they begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Old">What they say.</param>
/// <param name="New">What they are to say.</param>
internal sealed record ConstraintPiece(int Start, int Length, string Old, string New);
