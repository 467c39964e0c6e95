namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>The commands of a comment.</summary>
/// <param name="Commands">Those that can be followed, each once.</param>
/// <param name="Refused">Those that cannot.</param>
internal sealed record ParsedCommands(IReadOnlyList<UpgradeCommand> Commands, IReadOnlyList<RefusedCommand> Refused);
