using SpecCursor.GitHubApp.Forges;

namespace SpecCursor.GitHubApp.Deliveries;

/// <inheritdoc cref="IReplies" />
internal sealed class ForgeReplies(IForge forge, ILogger<ForgeReplies> logger) : IReplies
{
    /// <inheritdoc />
    public async Task WriteAsync(ReplyToCommands reply, CancellationToken cancellationToken)
    {
        try
        {
            await forge.CommentAsync(reply.Repository, reply.Number, reply.Marker, reply.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (ForgeRefusedException exception)
        {
            logger.LogWarning("Could not answer on {Repository}#{Number}: {Reason}", reply.Repository, reply.Number, exception.Message);
        }
    }
}
