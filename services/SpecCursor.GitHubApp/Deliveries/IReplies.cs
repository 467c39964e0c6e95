namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>Writes answers to commands.</summary>
public interface IReplies
{
    /// <summary>Writes an answer, unless it was written before. Where the forge does not take it, that is logged and nothing more.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task WriteAsync(ReplyToCommands reply, CancellationToken cancellationToken);
}
