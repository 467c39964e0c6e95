using Microsoft.AspNetCore.Http.HttpResults;

namespace SpecCursor.Controller.Api;

/// <summary>The API's refusals.</summary>
internal static class ApiProblems
{
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The request is not valid.",
        detail: string.Join(" ", errors.Values.SelectMany(messages => messages)),
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    public static ProblemHttpResult Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemHttpResult InvalidLastEventId() => Invalid("Last-Event-ID", "The last event id must be a number that an event of this stream carried.");

    public static ProblemHttpResult NoUpgrade(Guid id) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no upgrade {id}.");

    public static ProblemHttpResult Conflict(string detail, Guid? upgradeId) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict,
        detail: detail,
        extensions: upgradeId is null ? null : new Dictionary<string, object?> { ["upgradeId"] = upgradeId });
}
