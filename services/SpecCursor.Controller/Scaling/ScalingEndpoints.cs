using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Remediation.Remedies;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Scaling;

/// <summary>Says how many replicas there should be, in a form that autoscalers read, such as KEDA's metrics-api scaler.</summary>
internal static class ScalingEndpoints
{
    public static void MapScaling(this IEndpointRouteBuilder api) =>
        api.MapGet("/scaling/{service}", FindAsync).WithTags("Remediations")
            .WithName("FindScale").WithSummary("How many replicas of a service there should be")
            .WithDescription("Whoever runs the replicas asks for this, and starts and stops them: the application host does, or an autoscaler.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ScaleResource>, ProblemHttpResult>> FindAsync(
        string service, ControllerDbContext db, IOptions<ScalingOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!options.Value.Services.TryGetValue(service, out var scale))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no service of that name that can be scaled.");
        }

        var end = await db.FindRemediationEndAsync(ScaleOut.Name, service, time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new ScaleResource
        {
            Service = service,
            Replicas = end is null ? scale.Minimum : scale.Maximum,
            Minimum = scale.Minimum,
            Maximum = scale.Maximum,
        });
    }
}
