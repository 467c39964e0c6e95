using Npgsql;

namespace SpecCursor.Messaging.TakeOver;

/// <summary>Settings of every session with the database.</summary>
internal static class SessionSettings
{
    // A process that hangs in the middle of a transaction holds its rows, and whoever takes its work over would wait for them.
    private const string EndIdleTransactions = "-c idle_in_transaction_session_timeout=30s";

    /// <summary>Adds them to a connection string; what it says itself stays.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <returns>The same with the settings.</returns>
    public static string Apply(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { TcpKeepAlive = true };
        if (builder.KeepAlive == 0)
        {
            builder.KeepAlive = 30;
        }

        if (builder.Options?.Contains("idle_in_transaction_session_timeout", StringComparison.Ordinal) != true)
        {
            builder.Options = $"{builder.Options} {EndIdleTransactions}".TrimStart();
        }

        return builder.ConnectionString;
    }
}
