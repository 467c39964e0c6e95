using Npgsql;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.Backing.Tests.Postgres;

public sealed class PostgresFixtureTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Every_database_is_new_and_empty()
    {
        var first = await postgres.CreateDatabaseAsync();
        var second = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");

        Assert.NotEqual(first, second);
        Assert.Equal(1L, await ScalarAsync(first, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
        Assert.Equal(0L, await ScalarAsync(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
    }

    [Fact]
    public async Task Server_is_the_pinned_version_with_utf8_and_a_password()
    {
        Assert.Equal("18.4", await ScalarAsync(postgres.ConnectionString, "SHOW server_version"));
        Assert.Equal("UTF8", await ScalarAsync(postgres.ConnectionString, "SHOW server_encoding"));
        Assert.Equal("C", await ScalarAsync(postgres.ConnectionString, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'"));

        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
