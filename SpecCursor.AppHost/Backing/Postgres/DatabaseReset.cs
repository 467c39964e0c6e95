using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpecCursor.Backing;
using SpecCursor.Backing.Postgres;

namespace SpecCursor.AppHost.Backing.Postgres;

/// <summary>Throws the database away and has the services make it anew.</summary>
internal static class DatabaseReset
{
    /// <summary>The command's name.</summary>
    public const string Command = "reset";

    /// <summary>Lets people reset a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="server">The server that it is in.</param>
    public static IResourceBuilder<TDatabase> WithReset<TDatabase>(this IResourceBuilder<TDatabase> database, IResourceWithConnectionString server)
        where TDatabase : IResourceWithConnectionString =>
        database.WithCommand(Command, "Reset database", context => ResetAsync(database.Resource.Name, server, context), new CommandOptions
        {
            IconName = "DatabaseWarning",
            Description = "Stops the services, throws away every upgrade with its history, and starts the services again.",
            ConfirmationMessage = "Every upgrade and all of its history will be gone. Reset the database?",
        });

    private static async Task<ExecuteCommandResult> ResetAsync(string database, IResourceWithConnectionString server, ExecuteCommandContext context)
    {
        var services = context.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>();
        var running = services.Where(service => IsRunning(context, service)).Select(service => service.Name).ToList();
        try
        {
            await CommandAsync(running, KnownResourceCommands.StopCommand, context);
            var connection = await server.ConnectionStringExpression.GetValueAsync(context.CancellationToken);
            await ReplaceAsync(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres", Pooling = false }.ConnectionString, database, context.CancellationToken);
            return CommandResults.Success();
        }
        catch (Exception exception) when (exception is NpgsqlException or BackingException or InvalidOperationException)
        {
            return CommandResults.Failure(exception.Message);
        }
        finally
        {
            await CommandAsync(running, KnownResourceCommands.StartCommand, context);
        }
    }

    private static async Task ReplaceAsync(string connectionString, string database, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await PostgresCluster.CreateDatabaseAsync(connectionString, database, cancellationToken);
    }

    private static bool IsRunning(ExecuteCommandContext context, ProjectResource service) =>
        context.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(service.Name, out var current)
        && current.Snapshot.State?.Text == KnownResourceStates.Running;

    private static async Task CommandAsync(IEnumerable<string> services, string command, ExecuteCommandContext context)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, command, context.CancellationToken)));
    }
}
