namespace SpecCursor.AppHost.Publishing;

/// <summary>Whether messages go by RabbitMQ, where the application is published.</summary>
internal enum PublishedBroker
{
    /// <summary>They are in Postgres.</summary>
    None,

    /// <summary>They go by a broker that is there already.</summary>
    External,
}
