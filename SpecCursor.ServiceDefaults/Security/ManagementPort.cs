using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace SpecCursor.ServiceDefaults.Security;

internal static class ManagementPort
{
    private const string Key = "SpecCursor:ManagementPort";

    /// <summary>Hides endpoints on every port but the configured one. The connection decides and not the Host header, which is the caller's.</summary>
    public static void RestrictToManagementPort(this IEndpointConventionBuilder endpoints, IConfiguration configuration)
    {
        if (configuration.GetValue<int?>(Key) is not { } port)
        {
            return;
        }

        endpoints.Finally(endpoint =>
        {
            var handle = endpoint.RequestDelegate;
            endpoint.RequestDelegate = context =>
            {
                if (context.Connection.LocalPort == port && handle is not null)
                {
                    return handle(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
    }
}
