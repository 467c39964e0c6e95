using Npgsql;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Storage;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>
/// The right to publish one upgrade: a row lock, held by a transaction that Postgres itself ends when its process has been silent for too long.
/// A process that was stopped and wakes up finds its transaction gone, and with it the right.
/// </summary>
internal sealed class PublicationLease(NpgsqlConnection connection, Guid upgradeId, long fence, TimeProvider time) : IPublicationGuard, IAsyncDisposable
{
    private const string Table = GitHubAppDbContext.Schema + ".publications";
    private const string Columns = "fence, state, branch, commit_id, pull_request_number, pull_request_url";
    private const string LockSql = $"SELECT {Columns} FROM {Table} WHERE upgrade_id = $1 FOR UPDATE";
    private const string LookSql = $"SELECT {Columns} FROM {Table} WHERE upgrade_id = $1";

    private const string CompleteSql = $"""
        UPDATE {Table} SET state = '{Publication.Published}', branch = $2, commit_id = $3, pull_request_number = $4, pull_request_url = $5, published_at = $6
        WHERE upgrade_id = $1 AND fence = $7
        """;

    // Longer than a run of git may take; shorter than the engine's patience with a message.
    private const string LimitsSql = "SET LOCAL idle_in_transaction_session_timeout = '75s'; SET LOCAL lock_timeout = '20s'";

    private NpgsqlTransaction? _transaction;

    /// <summary>What was published before; null when nothing was.</summary>
    public PublishedChange? Published { get; private set; }

    /// <summary>Bounds how long a transaction may wait for the row, and how long it may keep it without a sign of life.</summary>
    public static async Task LimitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var limits = new NpgsqlCommand(LimitsSql, connection);
        await limits.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the row.</summary>
    /// <exception cref="PublicationFencedException">A later command or a revocation was faster.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await LimitAsync(connection, cancellationToken).ConfigureAwait(false);
        Published = await LookAsync(LockSql, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task EnsureCurrentAsync(CancellationToken cancellationToken) => LookAsync(LookSql, cancellationToken);

    /// <summary>Records what was published, and gives the row back.</summary>
    public async Task CompleteAsync(PublishedChange published, CancellationToken cancellationToken)
    {
        await using var complete = new NpgsqlCommand(CompleteSql, connection, _transaction)
        {
            Parameters =
            {
                new() { Value = upgradeId },
                new() { Value = published.Branch },
                new() { Value = published.Commit },
                new() { Value = published.Number },
                new() { Value = published.Url },
                new() { Value = time.GetUtcNow().UtcDateTime },
                new() { Value = fence },
            },
        };
        await complete.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await _transaction!.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<PublishedChange?> LookAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, _transaction) { Parameters = { new() { Value = upgradeId } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new PublicationFencedException("The publication is not claimed.");
        }

        var state = reader.GetString(1);
        if (state == Publication.Published)
        {
            return new PublishedChange(reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetString(5));
        }

        return reader.GetInt64(0) == fence && state != Publication.Revoked
            ? null
            : throw new PublicationFencedException("The upgrade was cancelled, or a later command for it has been given.");
    }
}
