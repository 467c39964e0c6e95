using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SpecCursor.ServiceDefaults.Problems;

internal static class ProblemExtensions
{
    /// <summary>Answers errors with RFC 9457 problem details.</summary>
    public static void AddProblems(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ProblemDetailsOptions>, ProblemCustomization>());
        services.AddProblemDetails();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProblemDetailsWriter, FallbackProblemWriter>());
        services.AddExceptionHandler<BadRequestHandler>();

        // Otherwise what is wrong with a body is only logged.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
