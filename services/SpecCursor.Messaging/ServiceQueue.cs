namespace SpecCursor.Messaging;

/// <summary>
/// A service's durable queue. One storage schema a service and one transport schema for all, so that services share
/// a database without sharing tables.
/// </summary>
/// <param name="Name">The queue's name, the storage schema's name, and the value of the <c>queue</c> label.</param>
/// <param name="ServiceName">The service's name as telemetry shows it.</param>
/// <param name="ExecutionTimeout">The longest that handling one message may take.</param>
public sealed record ServiceQueue(string Name, string ServiceName, TimeSpan ExecutionTimeout)
{
    /// <summary>The schema that the queues of all services live in.</summary>
    public const string TransportSchema = "queues";

    /// <summary>
    /// Messages that one poll claims at most; null: about the parallelism. After a poll the listener pauses until it is notified or the
    /// polling interval has passed, full batch or not, so work that is short wants many at once. Work that is long does not: what a dead
    /// node has claimed waits for its ejection.
    /// </summary>
    public int? Prefetch { get; init; }

    /// <summary>The workflow's queue: requests and answers.</summary>
    public static ServiceQueue Controller { get; } = new("controller", "controller", TimeSpan.FromMinutes(1)) { Prefetch = 200 };

    /// <summary>Runs of the worker.</summary>
    public static ServiceQueue Worker { get; } = new("worker", "worker", TimeSpan.FromMinutes(45));

    /// <summary>Repairs.</summary>
    public static ServiceQueue AiService { get; } = new("ai_service", "ai-service", TimeSpan.FromMinutes(15));

    /// <summary>Proofs.</summary>
    public static ServiceQueue ProofEngine { get; } = new("proof_engine", "proof-engine", TimeSpan.FromMinutes(15)) { Prefetch = 50 };

    /// <summary>Publications.</summary>
    public static ServiceQueue GitHubApp { get; } = new("github_app", "github-app", TimeSpan.FromMinutes(10)) { Prefetch = 50 };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServiceQueue> All { get; } = [Controller, Worker, AiService, ProofEngine, GitHubApp];
}
