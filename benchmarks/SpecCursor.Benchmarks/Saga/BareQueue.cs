using Npgsql;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>
/// The baseline: the least that hands a job around durably on Postgres. One table of messages taken with SKIP LOCKED, a notification
/// that wakes whoever waits, one row a job that every hop updates, and one transaction a hop. No retries, no inbox, no audit, no events.
/// The jobs go the way of an upgrade: controller, worker, controller, proof engine, controller, GitHub app, controller.
/// </summary>
internal sealed class BareQueue : IAsyncDisposable
{
    /// <summary>The queue that takes each hop's message, in order; the last hop ends the job.</summary>
    private static readonly string[] Route = ["worker", "controller", "proof_engine", "controller", "github_app", "controller"];

    private const string Schema = """
        CREATE TABLE jobs (id uuid PRIMARY KEY, hops int NOT NULL, created_at timestamptz NOT NULL, ended_at timestamptz);
        CREATE TABLE messages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text NOT NULL, job uuid NOT NULL, hop int NOT NULL);
        CREATE INDEX ON messages (queue, id);
        """;

    private const string Take = """
        DELETE FROM messages WHERE id = (SELECT id FROM messages WHERE queue = $1 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING job, hop
        """;

    private readonly NpgsqlDataSource database;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> consumers = [];
    private readonly List<QueueBell> bells = [];

    private BareQueue(NpgsqlDataSource database)
    {
        this.database = database;
    }

    /// <summary>Makes the tables and starts consumers.</summary>
    /// <param name="connectionString">An empty database.</param>
    /// <param name="parallelism">Consumers a queue.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<BareQueue> StartAsync(string connectionString, int parallelism, CancellationToken cancellationToken)
    {
        var queue = new BareQueue(NpgsqlDataSource.Create(connectionString));
        await using (var create = queue.database.CreateCommand(Schema))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var name in Route.Distinct())
        {
            var bell = new QueueBell(connectionString, name);
            queue.bells.Add(bell);
            queue.consumers.Add(bell.ListenAsync(queue.stopping.Token));
            queue.consumers.AddRange(Enumerable.Range(0, parallelism).Select(_ => Task.Run(() => queue.ConsumeAsync(name, bell), CancellationToken.None)));
        }

        return queue;
    }

    /// <summary>Commits a job and its first message.</summary>
    public async Task SubmitAsync(CancellationToken cancellationToken)
    {
        var job = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO jobs (id, hops, created_at) VALUES ($1, 0, $2)") { Parameters = { Value(job), Value(DateTime.UtcNow) } });
        AddMessage(batch, job, hop: 0);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Throws what ended a consumer, if something did: the others would hide it.</summary>
    public void ThrowIfBroken()
    {
        if (consumers.Find(consumer => consumer.IsFaulted) is { } broken)
        {
            throw new MeasurementException("A consumer of the bare queue failed.", broken.Exception);
        }
    }

    /// <summary>When the newest jobs were made and ended; null while they have not all ended.</summary>
    public async Task<IReadOnlyList<JobTimes>?> TimesAsync(int newest, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT created_at, ended_at FROM jobs ORDER BY created_at DESC LIMIT $1");
        command.Parameters.Add(Value(newest));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<JobTimes> times = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            if (await reader.IsDBNullAsync(1, cancellationToken))
            {
                return null;
            }

            times.Add(new JobTimes(reader.GetDateTime(0), reader.GetDateTime(1)));
        }

        return times;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(consumers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bells.ForEach(bell => bell.Dispose());
        stopping.Dispose();
        await database.DisposeAsync();
    }

    private async Task ConsumeAsync(string queue, QueueBell bell)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!await TryHandleAsync(queue))
            {
                await bell.WaitAsync(stopping.Token);
            }
        }
    }

    private async Task<bool> TryHandleAsync(string queue)
    {
        await using var connection = await database.OpenConnectionAsync(stopping.Token);
        await using var transaction = await connection.BeginTransactionAsync(stopping.Token);
        if (await TakeAsync(connection, transaction, queue) is not var (job, hop))
        {
            return false;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        if (hop + 1 < Route.Length)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE jobs SET hops = $2 WHERE id = $1") { Parameters = { Value(job), Value(hop + 1) } });
            AddMessage(batch, job, hop + 1);
        }
        else
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE jobs SET hops = $2, ended_at = $3 WHERE id = $1")
            {
                Parameters = { Value(job), Value(hop + 1), Value(DateTime.UtcNow) },
            });
        }

        await batch.ExecuteNonQueryAsync(stopping.Token);
        await transaction.CommitAsync(stopping.Token);
        return true;
    }

    private async Task<(Guid Job, int Hop)?> TakeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string queue)
    {
        await using var take = new NpgsqlCommand(Take, connection, transaction) { Parameters = { Value(queue) } };
        await using var reader = await take.ExecuteReaderAsync(stopping.Token);
        return await reader.ReadAsync(stopping.Token) ? (reader.GetGuid(0), reader.GetInt32(1)) : null;
    }

    private static void AddMessage(NpgsqlBatch batch, Guid job, int hop)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO messages (queue, job, hop) VALUES ($1, $2, $3)")
        {
            Parameters = { Value(Route[hop]), Value(job), Value(hop) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, '')") { Parameters = { Value(QueueBell.Channel(Route[hop])) } });
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
