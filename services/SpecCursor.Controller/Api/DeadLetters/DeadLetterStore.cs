using Npgsql;
using SpecCursor.Contracts.Api;
using SpecCursor.Messaging;
using Wolverine.Runtime;

namespace SpecCursor.Controller.Api.DeadLetters;

/// <summary>
/// Reads the dead letters of every service: each keeps its own in its storage schema, and all share this database. What belongs to
/// an upgrade is found in the message's first bytes, where every message says so, so that no large body leaves the database.
/// </summary>
internal sealed class DeadLetterStore(NpgsqlDataSource database, IWolverineRuntime engine)
{
    private const string Table = "wolverine_dead_letters";

    /// <summary>Ids stand at the front; the graphs and outputs that make messages large come after.</summary>
    private const string Beginning = "encode(substring(body FROM 1 FOR 16384), 'escape')";

    private const string UpgradeIdColumn =
        $"substring({Beginning} FROM '\"[Uu]pgradeId\": ?\"([0-9a-fA-F]{{8}}-[0-9a-fA-F]{{4}}-[0-9a-fA-F]{{4}}-[0-9a-fA-F]{{4}}-[0-9a-fA-F]{{12}})\"')::uuid";

    private const string FenceColumn = $"substring({Beginning} FROM '\"[Ff]ence\": ?([0-9]{{1,18}})')::bigint";

    public async Task<PageOf<DeadLetterResource>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var schemas = await SchemasAsync(cancellationToken);
        if (schemas.Count == 0)
        {
            return page.Of<DeadLetterResource>([], 0);
        }

        var all = string.Join(" UNION ALL ", schemas.Select(schema =>
            $"SELECT '{schema}' AS queue, id, message_type, exception_type, exception_message, sent_at, expires, body FROM {schema}.{Table}"));
        await using var count = database.CreateCommand($"SELECT count(*) FROM ({all}) AS letters");
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        await using var command = database.CreateCommand(
            $"""
            SELECT queue, id, message_type, exception_type, exception_message, COALESCE(expires - $1, sent_at, now()) AS given_up_at, {UpgradeIdColumn}
            FROM ({all}) AS letters
            ORDER BY given_up_at DESC, id OFFSET $2 LIMIT $3
            """);
        command.Parameters.Add(new() { Value = engine.Options.Durability.DeadLetterQueueExpiration });
        command.Parameters.Add(new() { Value = page.Skipped });
        command.Parameters.Add(new() { Value = page.PageSize });
        var letters = new List<DeadLetterResource>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(Read(reader));
        }

        return page.Of(letters, total);
    }

    /// <summary>Finds a letter; null when there is none, or it is being replayed already.</summary>
    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        foreach (var schema in await SchemasAsync(cancellationToken))
        {
            await using var command = database.CreateCommand(
                $"SELECT message_type, {UpgradeIdColumn}, {FenceColumn} FROM {schema}.{Table} WHERE id = $1 AND replayable IS NOT TRUE");
            command.Parameters.Add(new() { Value = id });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                return new DeadLetter(
                    schema,
                    reader.GetString(0),
                    await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetGuid(1),
                    await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetInt64(2));
            }
        }

        return null;
    }

    /// <summary>The statement that hands a letter back to the service that gave it up.</summary>
    public static string ReplayStatement(DeadLetter letter) => $"UPDATE {letter.Schema}.{Table} SET replayable = true WHERE id = {{0}} AND replayable IS NOT TRUE";

    /// <summary>The schemas of the services that have started at least once.</summary>
    private async Task<List<string>> SchemasAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT schemaname FROM pg_tables WHERE tablename = $1 AND schemaname = ANY($2) ORDER BY schemaname");
        command.Parameters.Add(new() { Value = Table });
        command.Parameters.Add(new() { Value = ServiceQueue.All.Select(queue => queue.Name).ToArray() });
        var schemas = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            schemas.Add(reader.GetString(0));
        }

        return schemas;
    }

    private static DeadLetterResource Read(NpgsqlDataReader reader) => new()
    {
        Queue = reader.GetString(0),
        Id = reader.GetGuid(1),
        MessageType = reader.GetString(2).Split('.')[^1],
        ExceptionType = reader.IsDBNull(3) ? "unknown" : reader.GetString(3),
        Reason = reader.IsDBNull(4) ? string.Empty : reader.GetString(4),
        At = reader.GetFieldValue<DateTimeOffset>(5),
        UpgradeId = reader.IsDBNull(6) ? null : reader.GetGuid(6),
    };
}
