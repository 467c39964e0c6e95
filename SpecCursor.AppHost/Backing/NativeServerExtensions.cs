using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.AppHost.Services;
using SpecCursor.Backing;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Backing;

/// <summary>What every backing server that runs as an executable has in common.</summary>
internal static class NativeServerExtensions
{
    /// <summary>Adds the server.</summary>
    /// <param name="builder">Aspire's builder.</param>
    /// <param name="resource">The server.</param>
    /// <param name="prepare">Makes everything ready and returns the command that serves; runs before each start.</param>
    /// <param name="probe">Throws what is wrong with the running server.</param>
    public static IResourceBuilder<TResource> AddNativeServer<TResource>(
        this IDistributedApplicationBuilder builder,
        TResource resource,
        Func<ILogger, CancellationToken, Task<Command>> prepare,
        Func<IServiceProvider, CancellationToken, Task> probe)
        where TResource : NativeServerResource =>
        builder.AddResource(resource)
            .WithEndpoint(port: resource.Port, targetPort: resource.Port, scheme: resource.Scheme, name: NativeServerResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in resource.Prepared?.Arguments ?? [])
                {
                    context.Args.Add(argument);
                }
            })
            .OnBeforeResourceStarted(async (server, started, cancellationToken) =>
            {
                var logger = started.Services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
                server.Problem = null;
                try
                {
                    server.Prepared = await prepare(logger, cancellationToken);
                }
                catch (BackingException exception)
                {
                    server.Problem = exception.Message;
                    logger.LogError("{Problem}", exception.Message);
                    throw;
                }
            })
            .WithProbe(probe);
}
