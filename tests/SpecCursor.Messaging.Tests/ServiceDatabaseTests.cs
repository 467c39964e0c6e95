using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using SpecCursor.Messaging.Storage;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.Messaging.Tests;

/// <summary>What the database's connections tell of themselves.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ServiceDatabaseTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Statements_of_some_work_have_spans_that_say_what_they_do_and_polls_have_none()
    {
        var marker = Guid.NewGuid().ToString("N");
        ConcurrentQueue<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var database = ServiceDatabase.Create(await postgres.CreateDatabaseAsync());

        Activity.Current = null;
        await ExecuteAsync(database, $"SELECT relname FROM pg_class WHERE relname = 'poll {marker}'");
        using (new Activity("request").Start())
        {
            await ExecuteAsync(database, $"SELECT relname FROM pg_class WHERE relname = 'query {marker}'");
        }

        var span = Assert.Single(spans, span => span.GetTagItem("db.query.text") is string text && text.Contains(marker, StringComparison.Ordinal));
        Assert.Contains("query ", (string?)span.GetTagItem("db.query.text"), StringComparison.Ordinal);
        Assert.Equal("SELECT pg_class", span.DisplayName);
        Assert.Equal(MessagingExtensions.ConnectionName, span.GetTagItem("db.npgsql.data_source"));
        Assert.Empty(span.Events);
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value is string text && text.Contains("Username=", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string statement)
    {
        await using var command = database.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
