using Npgsql;
using NpgsqlTypes;
using SpecCursor.GitHubApp.Storage;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>The table <c>github_app.deliveries</c>.</summary>
internal sealed class DeliveryTable(NpgsqlDataSource database)
{
    private const string InsertSql = $"""
        INSERT INTO {GitHubAppDbContext.Schema}.deliveries (delivery_id, event, repository, body_hash, received_at, work)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
        RETURNING delivery_id
        """;

    private const string FindSql = $"SELECT delivery_id, body_hash FROM {GitHubAppDbContext.Schema}.deliveries WHERE delivery_id = ANY ($1) OR body_hash = ANY ($2)";

    private const string ClaimSql = $"""
        SELECT delivery_id, work FROM {GitHubAppDbContext.Schema}.deliveries
        WHERE dispatched_at IS NULL ORDER BY received_at LIMIT $1 FOR UPDATE SKIP LOCKED
        """;

    private const string MarkSql = $"UPDATE {GitHubAppDbContext.Schema}.deliveries SET dispatched_at = $2 WHERE delivery_id = ANY ($1)";

    private const string DeleteSql = $"""
        DELETE FROM {GitHubAppDbContext.Schema}.deliveries WHERE delivery_id IN (
            SELECT delivery_id FROM {GitHubAppDbContext.Schema}.deliveries
            WHERE received_at < $1 AND dispatched_at IS NOT NULL LIMIT $2)
        """;

    /// <summary>Records a batch in one round trip and one commit, and tells each delivery what became of it.</summary>
    public async Task RecordAsync(IReadOnlyList<PendingDelivery> batch, CancellationToken cancellationToken)
    {
        var candidates = CandidatesOf(batch);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var inserted = await InsertAsync(connection, candidates, cancellationToken).ConfigureAwait(false);
        var known = batch.Where(pending => !IsNew(pending, candidates, inserted)).Select(pending => pending.Delivery).ToArray();
        var originals = known.Length == 0 ? [] : await FindAsync(connection, known, cancellationToken).ConfigureAwait(false);
        foreach (var pending in batch)
        {
            pending.Complete(IsNew(pending, candidates, inserted) ? Recording.New : Compare(pending.Delivery, originals));
        }
    }

    /// <summary>Takes waiting deliveries, oldest first, for as long as the connection's transaction lasts; other nodes pass them over.</summary>
    public static async Task<IReadOnlyList<(string DeliveryId, string Work)>> ClaimAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ClaimSql, connection) { Parameters = { new() { Value = limit } } };
        var waiting = new List<(string, string)>(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            waiting.Add((reader.GetString(0), reader.GetString(1)));
        }

        return waiting;
    }

    /// <summary>Marks deliveries as dispatched, in the connection's transaction.</summary>
    public static async Task MarkAsync(NpgsqlConnection connection, string[] ids, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MarkSql, connection)
        {
            Parameters = { new() { Value = ids }, new() { Value = at.UtcDateTime } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what was received before a date and has been dispatched.</summary>
    /// <returns>How many were forgotten, at most <paramref name="limit"/>.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(DeleteSql);
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        command.Parameters.Add(new() { Value = limit });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first of each id and of each body.</summary>
    private static Delivery[] CandidatesOf(IReadOnlyList<PendingDelivery> batch)
    {
        var ids = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        var bodies = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        return [.. batch.Select(pending => pending.Delivery).Where(delivery => ids.Add(delivery.DeliveryId) & bodies.Add(Convert.ToBase64String(delivery.BodyHash)))];
    }

    private static bool IsNew(PendingDelivery pending, Delivery[] candidates, HashSet<string> inserted) =>
        inserted.Contains(pending.Delivery.DeliveryId) && System.Array.IndexOf(candidates, pending.Delivery) >= 0;

    private static Recording Compare(Delivery delivery, List<(string Id, byte[] BodyHash)> originals)
    {
        var sameId = originals.Find(original => original.Id == delivery.DeliveryId);
        if (sameId.Id is null)
        {
            return originals.Exists(original => original.BodyHash.AsSpan().SequenceEqual(delivery.BodyHash)) ? Recording.Replayed : Recording.Duplicate;
        }

        return sameId.BodyHash.AsSpan().SequenceEqual(delivery.BodyHash) ? Recording.Duplicate : Recording.Forged;
    }

    private static async Task<HashSet<string>> InsertAsync(NpgsqlConnection connection, Delivery[] deliveries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(InsertSql, connection);
        command.Parameters.Add(Array(deliveries, delivery => delivery.DeliveryId, NpgsqlDbType.Text));
        command.Parameters.Add(Array(deliveries, delivery => delivery.Event, NpgsqlDbType.Text));
        command.Parameters.Add(Array(deliveries, delivery => delivery.Repository, NpgsqlDbType.Text));
        command.Parameters.Add(Array(deliveries, delivery => delivery.BodyHash, NpgsqlDbType.Bytea));
        command.Parameters.Add(Array(deliveries, delivery => delivery.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Array(deliveries, delivery => delivery.Work, NpgsqlDbType.Jsonb));
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var inserted = new HashSet<string>(deliveries.Length, StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            inserted.Add(reader.GetString(0));
        }

        return inserted;
    }

    private static async Task<List<(string Id, byte[] BodyHash)>> FindAsync(NpgsqlConnection connection, Delivery[] deliveries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindSql, connection);
        command.Parameters.Add(Array(deliveries, delivery => delivery.DeliveryId, NpgsqlDbType.Text));
        command.Parameters.Add(Array(deliveries, delivery => delivery.BodyHash, NpgsqlDbType.Bytea));
        var found = new List<(string, byte[])>(deliveries.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return found;
    }

    private static NpgsqlParameter Array<T>(Delivery[] deliveries, Func<Delivery, T> select, NpgsqlDbType type) =>
        new() { Value = System.Array.ConvertAll(deliveries, delivery => select(delivery)), NpgsqlDbType = NpgsqlDbType.Array | type };
}
