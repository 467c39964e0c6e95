namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>A command that leads to nothing.</summary>
/// <param name="Command">The command, bounded and without control characters.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RefusedCommand(string Command, string Reason);
