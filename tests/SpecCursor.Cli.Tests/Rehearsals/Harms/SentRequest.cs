namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>What somebody was sent.</summary>
internal sealed record SentRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);
