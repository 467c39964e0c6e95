namespace SpecCursor.Backing.Postgres;

/// <summary>Server settings for a machine that Postgres shares with five services, their tests and a browser.</summary>
internal static class PostgresSettings
{
    private static readonly Dictionary<string, string> Common = new()
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["max_connections"] = "200",
        ["shared_buffers"] = "128MB",
        ["max_wal_size"] = "512MB",
        ["jit"] = "off",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["logging_collector"] = "off",
        ["log_destination"] = "stderr",
        ["lc_messages"] = "C",
    };

    private static readonly Dictionary<string, string> ForSpeed = new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
    };

    internal static IEnumerable<KeyValuePair<string, string>> For(bool durable) => durable ? Common : Common.Concat(ForSpeed);
}
