using System.Diagnostics;
using Npgsql;
using SpecCursor.Messaging.TakeOver;

namespace SpecCursor.Messaging.Storage;

/// <summary>Opens the database that a service's tables and the engine share: one pool of connections, with one name in metrics and spans.</summary>
internal static class ServiceDatabase
{
    /// <summary>Makes the source of connections; none is opened yet.</summary>
    /// <param name="connectionString">Where the database is. It carries credentials, so it must name no metric.</param>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(SessionSettings.Apply(connectionString)) { Name = MessagingExtensions.ConnectionName };
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(static _ => IsPartOfWork())
            .ConfigureBatchFilter(static _ => IsPartOfWork())
            .ConfigureCommandSpanNameProvider(static command => StatementSummary.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(static batch => batch.BatchCommands.Count > 0 ? StatementSummary.Of(batch.BatchCommands[0].CommandText) : null)
            .EnablePhysicalOpenTracing(false)
            .EnableFirstResponseEvent(false));
        return builder.Build();
    }

    /// <summary>Statements that belong to no request and no message have no span: the queues are polled several times a second, for ever.</summary>
    private static bool IsPartOfWork() => Activity.Current is not null;
}
