namespace SpecCursor.Cli.Rehearsals.Claude;

/// <summary>A question that the fake was asked.</summary>
/// <param name="Number">Which one it is; the first is 1.</param>
/// <param name="Body">The request's body, in JSON.</param>
internal sealed record FakeQuestion(int Number, string Body);
