namespace SpecCursor.Cli.Rehearsals;

/// <summary>How the condition of one alert is really made.</summary>
/// <param name="Alert">The alert's name.</param>
/// <param name="Does">What is done, as the end of a sentence that begins with "This".</param>
/// <param name="RaiseAsync">Does it, to an application of the rehearsal's own.</param>
internal sealed record Rehearsal(string Alert, string Does, Func<RehearsedApplication, CancellationToken, Task> RaiseAsync);
