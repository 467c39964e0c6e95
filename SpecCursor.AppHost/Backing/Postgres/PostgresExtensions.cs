using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Postgres;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Backing.Postgres;

/// <summary>The database that everything durable is in.</summary>
internal static class PostgresExtensions
{
    /// <summary>Adds Postgres, as a container or as an executable, with one database.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="server">The server's resource name.</param>
    /// <param name="database">The database's resource name, which is its own, too.</param>
    /// <returns>The database.</returns>
    public static IResourceBuilder<IResourceWithConnectionString> AddPostgresDatabase(this SpecCursorBuilder builder, string server, string database)
    {
        if (!builder.HasPostgres)
        {
            var connection = builder.AddWantedSecret("postgres-connection");
            return builder.Application.AddConnectionString(database, ReferenceExpression.Create($"{connection}"));
        }

        var secret = builder.Secrets.Get(SecretStore.PostgresPassword);
        var password = builder.AddSecret(SecretStore.PostgresPassword, secret.Value);
        if (builder.Mode.IsContainers)
        {
            var container = builder.AddContainer(server, password)
                .WithEnvironment("POSTGRES_DB", database)
                .WithAnnotation(new ReadinessCommandAnnotation(["pg_isready", "--username", PostgresCluster.UserName, "--dbname", database]));
            return container.AddDatabase(database).WithReset(container.Resource);
        }

        var executable = builder.AddExecutable(server, password, secret);
        return executable.AddDatabase(database, secret.Value).WithReset(executable.Resource);
    }

    private static IResourceBuilder<PostgresServerResource> AddContainer(
        this SpecCursorBuilder builder, string name, IResourceBuilder<ParameterResource> password) =>
        builder.Application.AddPostgres(name, password: password)
            .WithImageOf(builder, ContainerImages.Postgres, server => server.WithDataVolume(builder.VolumeName("postgres")))
            .WithContainerRuntimeArgs("--shm-size", "256m")
            .WithHardening(new ContainerHardening { User = "999:999", MemoryMiB = 1024, Processors = 2, Temporary = ["/tmp", "/var/run/postgresql"] });

    private static IResourceBuilder<NativePostgresResource> AddExecutable(
        this SpecCursorBuilder builder, string name, IResourceBuilder<ParameterResource> password, GeneratedSecret secret)
    {
        var options = new PostgresClusterOptions
        {
            DataDirectory = Path.Combine(builder.State.Data, "postgres"),
            Password = secret.Value,
            PasswordIsNew = secret.IsNew,
        };
        var resource = new NativePostgresResource(name, builder.State.Data, builder.Ports.Any(), password.Resource);
        return builder.Application.AddNativeServer(
            resource,
            (logger, cancellationToken) => PrepareAsync(resource, options, builder.Settings.ToolsDirectory, logger, cancellationToken),
            (_, cancellationToken) => QueryAsync(resource.Port, secret.Value, "postgres", cancellationToken));
    }

    private static IResourceBuilder<NativePostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<NativePostgresResource> server, string name, string password)
    {
        var port = server.Resource.Port;
        var database = new NativePostgresDatabaseResource(name, server.Resource);
        server.OnResourceReady(async (_, ready, cancellationToken) =>
            {
                await PostgresCluster.CreateDatabaseAsync(ConnectionString(port, password, "postgres"), name, cancellationToken);
                await PublishAsync(ready.Services, database, KnownResourceStates.Running);
            })
            .OnResourceStopped((_, stopped, _) =>
                PublishAsync(stopped.Services, database, stopped.ResourceEvent.Snapshot.State?.Text ?? KnownResourceStates.Exited));
        return server.ApplicationBuilder.AddResource(database)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "PostgresDatabase", State = KnownResourceStates.NotStarted, Properties = [] })
            .WithProbe((_, cancellationToken) => QueryAsync(port, password, name, cancellationToken));
    }

    // A database comes and goes with its server; Aspire does this by itself for containers only.
    private static Task PublishAsync(IServiceProvider services, NativePostgresDatabaseResource database, string state) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(database, snapshot => snapshot with { State = state });

    private static async Task<Command> PrepareAsync(
        NativePostgresResource resource, PostgresClusterOptions options, string tools, ILogger logger, CancellationToken cancellationToken)
    {
        var cluster = await PostgresCluster.PrepareAsync(new PostgresInstallations(tools, logger), options, logger, cancellationToken);
        return cluster.ServerCommand(resource.Port, Environment.ProcessId);
    }

    private static async Task QueryAsync(int port, string password, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(port, password, database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    private static string ConnectionString(int port, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = PostgresCluster.UserName,
        Password = password,
        Database = database,
        Pooling = false,
    }.ConnectionString;
}
