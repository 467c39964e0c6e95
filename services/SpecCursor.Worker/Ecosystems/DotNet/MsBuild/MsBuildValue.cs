namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>A value in an MSBuild file: an attribute's, without its quotes, or an element's text, without the space around it.</summary>
/// <param name="Start">Where it begins, in characters, a byte-order mark not counted.</param>
/// <param name="Length">How many characters stand there.</param>
/// <param name="Text">What they mean, escapes resolved.</param>
internal sealed record MsBuildValue(int Start, int Length, string Text);
