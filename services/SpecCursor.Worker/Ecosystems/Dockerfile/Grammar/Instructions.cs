namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>A Dockerfile's instructions.</summary>
/// <param name="All">In their order.</param>
/// <param name="Escape">The character that continues lines and escapes others.</param>
internal sealed record Instructions(IReadOnlyList<Instruction> All, char Escape);
