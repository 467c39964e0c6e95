namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>One instruction, its lines joined.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Flags">The words with two hyphens that follow the keyword, without quotes.</param>
/// <param name="Arguments">What follows them.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
internal sealed record Instruction(string Keyword, IReadOnlyList<TracedText> Flags, TracedText Arguments, int Line);
