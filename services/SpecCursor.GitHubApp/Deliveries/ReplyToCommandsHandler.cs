using SpecCursor.GitHubApp.Forges;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>Answers commands on their issue.</summary>
/// <param name="replies">Writes them.</param>
public sealed class ReplyToCommandsHandler(IReplies replies)
{
    /// <summary>Answers.</summary>
    /// <param name="command">The answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForgeUnavailableException">The forge is not there; the same may succeed later.</exception>
    public Task Handle(ReplyToCommands command, CancellationToken cancellationToken) => replies.WriteAsync(command, cancellationToken);
}
