using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SpecCursor.Messaging.Storage;

/// <summary>Adds a service's own tables.</summary>
public static class StorageExtensions
{
    /// <summary>Migrates the tables before the host's other services start. To be called before they are added.</summary>
    /// <param name="services">The host's services, with an <see cref="NpgsqlDataSource"/> among them.</param>
    /// <param name="advisoryLock">The key of the advisory lock that is held meanwhile; each service has its own.</param>
    /// <param name="createContext">Makes a context on an open connection, without the engine's tables in its model.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMigrations<TContext>(
        this IServiceCollection services, long advisoryLock, Func<NpgsqlConnection, TContext> createContext)
        where TContext : DbContext
    {
        services.AddSingleton(new MigrationPlan<TContext>(advisoryLock, createContext));
        return services.AddHostedService<DatabaseMigrator<TContext>>();
    }
}
