using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SpecCursor.ServiceDefaults.Problems;

/// <summary>
/// Writes a problem for a caller that does not accept JSON. The framework's writer refuses to, and a bad request would then end as an
/// unhandled exception.
/// </summary>
internal sealed class FallbackProblemWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        // Making a result of it fills in the standard title and type of the status.
        context.ProblemDetails.Status ??= context.HttpContext.Response.StatusCode;
        context.ProblemDetails = TypedResults.Problem(context.ProblemDetails).ProblemDetails;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        await context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, options: null, "application/problem+json", context.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
