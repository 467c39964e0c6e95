using SpecCursor.Messaging.Storage;

namespace SpecCursor.Messaging.Tests;

/// <summary>The names of database spans.</summary>
public sealed class StatementSummaryTests
{
    [Theory]
    [InlineData("SELECT count(*)\nFROM controller.upgrades AS u", "SELECT controller.upgrades")]
    [InlineData("select u.id, u.status from \"controller\".\"upgrades\" u", "SELECT controller.upgrades")]
    [InlineData("SELECT * FROM (SELECT id FROM worker.jobs) AS inner_jobs", "SELECT worker.jobs")]
    [InlineData("INSERT INTO controller.audit (at, detail)\nVALUES (@p0, @p1)", "INSERT controller.audit")]
    [InlineData("insert into queues (id) values ($1) on conflict (id) do update set id = excluded.id", "INSERT queues")]
    [InlineData("UPDATE controller.upgrades SET status = @p0 WHERE id = @p1", "UPDATE controller.upgrades")]
    [InlineData("delete from worker.wolverine_incoming_envelopes where id = $1;", "DELETE worker.wolverine_incoming_envelopes")]
    [InlineData("WITH message AS (DELETE FROM queues.worker WHERE id = $1 RETURNING id) INSERT INTO inbox SELECT id FROM message", "DELETE queues.worker")]
    [InlineData("SELECT id FROM jobs ORDER BY id FOR UPDATE SKIP LOCKED", "SELECT jobs")]
    [InlineData("SELECT extract(epoch FROM now() - min(timestamp)) FROM queues.worker", "SELECT queues.worker")]
    [InlineData("SELECT pg_notify('upgrades', $1)", "SELECT")]
    [InlineData("LISTEN speccursor_upgrades", "LISTEN")]
    [InlineData("UPDATE a SET x = 1; UPDATE b SET x = 2", "UPDATE a")]
    [InlineData("SELECT 1; DELETE FROM b", "DELETE b")]
    [InlineData("", null)]
    [InlineData("-- ?", null)]
    public void A_statement_is_named_by_its_verb_and_its_table(string statement, string? summary)
    {
        Assert.Equal(summary, StatementSummary.Of(statement));
        Assert.Equal(summary, StatementSummary.Of(new string(statement.AsSpan())));
    }

    [Fact]
    public void No_value_gets_into_a_name()
    {
        Assert.Equal("SELECT tokens", StatementSummary.Of("SELECT id FROM tokens WHERE value = 'ghp_0123456789abcdefghij'"));
    }

    [Fact]
    public void Any_number_of_statements_of_any_length_is_named()
    {
        for (var number = 0; number < 2000; number++)
        {
            Assert.Equal("SELECT jobs", StatementSummary.Of($"SELECT {number} FROM jobs"));
        }

        Assert.Equal("INSERT jobs", StatementSummary.Of($"INSERT INTO jobs (id) VALUES {string.Join(',', Enumerable.Range(0, 100_000))}"));
    }
}
