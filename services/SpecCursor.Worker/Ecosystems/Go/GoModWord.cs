namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A word of a <c>go.mod</c>.</summary>
/// <param name="Start">Where its bytes begin, a byte-order mark counted.</param>
/// <param name="Length">How many there are, quotes included.</param>
/// <param name="Text">What it means, without quotes.</param>
internal sealed record GoModWord(int Start, int Length, string Text);
