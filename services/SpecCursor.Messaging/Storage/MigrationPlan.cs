using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpecCursor.Messaging.Storage;

/// <summary>How a service's tables are migrated.</summary>
/// <typeparam name="TContext">The service's context.</typeparam>
/// <param name="AdvisoryLock">The key of the advisory lock that is held meanwhile; each service has its own.</param>
/// <param name="CreateContext">Makes a context on an open connection, without the engine's tables in its model.</param>
public sealed record MigrationPlan<TContext>(long AdvisoryLock, Func<NpgsqlConnection, TContext> CreateContext)
    where TContext : DbContext;
