using Npgsql;
using SpecCursor.Contracts.Messages;
using SpecCursor.GitHubApp.Storage;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>The table <c>github_app.publications</c>: who may publish an upgrade, and what was published.</summary>
internal sealed class PublicationLedger(NpgsqlDataSource database, TimeProvider time)
{
    private const string Table = GitHubAppDbContext.Schema + ".publications";

    private const string ClaimSql = $"""
        INSERT INTO {Table} AS p (upgrade_id, fence, state, repository, claimed_at)
        VALUES ($1, $2, '{Publication.Claimed}', $3, $4)
        ON CONFLICT (upgrade_id) DO UPDATE
        SET fence = EXCLUDED.fence, repository = EXCLUDED.repository,
            state = CASE p.state WHEN '{Publication.Published}' THEN p.state ELSE EXCLUDED.state END
        WHERE p.fence < EXCLUDED.fence OR (p.fence = EXCLUDED.fence AND p.state <> '{Publication.Revoked}')
        RETURNING claimed_at
        """;

    private const string RevokeSql = $"""
        INSERT INTO {Table} AS p (upgrade_id, fence, state, claimed_at)
        VALUES ($1, $2, '{Publication.Revoked}', $3)
        ON CONFLICT (upgrade_id) DO UPDATE
        SET fence = EXCLUDED.fence, state = EXCLUDED.state
        WHERE p.fence <= EXCLUDED.fence AND p.state <> '{Publication.Published}'
        RETURNING p.repository
        """;

    /// <summary>Records that a command is at work on an upgrade, unless a later one was seen.</summary>
    /// <returns>When the upgrade's first command came; null when this one is fenced off.</returns>
    public async Task<DateTimeOffset?> TryClaimAsync(PublishUpgrade command, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await PublicationLease.LimitAsync(connection, cancellationToken).ConfigureAwait(false);
        await using var claim = new NpgsqlCommand(ClaimSql, connection, transaction)
        {
            Parameters =
            {
                new() { Value = command.Context.UpgradeId },
                new() { Value = command.Fence },
                new() { Value = command.Context.Repository },
                new() { Value = time.GetUtcNow().UtcDateTime },
            },
        };
        var claimedAt = await claim.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return claimedAt is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    /// <summary>Takes the upgrade's row for as long as the lease lives: nobody else publishes or revokes it meanwhile.</summary>
    public async Task<PublicationLease> LeaseAsync(PublishUpgrade command, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var lease = new PublicationLease(connection, command.Context.UpgradeId, command.Fence, time);
        try
        {
            await lease.BeginAsync(cancellationToken).ConfigureAwait(false);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Refuses commands up to a fence from now on, in the table and then at the forge; waits for a publication under way. Does nothing to what is
    /// already published.
    /// </summary>
    /// <param name="command">What to revoke.</param>
    /// <param name="revokeAtForge">Called with the repository where a publication has begun; the table follows only when it succeeds.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RevokeAsync(RevokePublication command, Func<string, Task> revokeAtForge, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await PublicationLease.LimitAsync(connection, cancellationToken).ConfigureAwait(false);
        await using var revoke = new NpgsqlCommand(RevokeSql, connection, transaction)
        {
            Parameters =
            {
                new() { Value = command.UpgradeId },
                new() { Value = command.Fence },
                new() { Value = time.GetUtcNow().UtcDateTime },
            },
        };
        if (await revoke.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string repository)
        {
            await revokeAtForge(repository).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
