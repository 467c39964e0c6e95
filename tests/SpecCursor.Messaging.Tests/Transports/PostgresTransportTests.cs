using SpecCursor.Testing.Postgres;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests.Transports;

/// <summary>Queues in the database.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresTransportTests(PostgresFixture postgres, ITestOutputHelper output) : EngineTests(postgres, output)
{
    private protected override (IReadOnlyDictionary<string, string> Settings, string System) Transport => (new Dictionary<string, string>(), "postgresql");

    private protected override string QueueName(ServiceQueue queue) => queue.Name;
}
