using Microsoft.AspNetCore.Antiforgery;

namespace SpecCursor.Controller.Console;

/// <summary>Obeys a form only when it came from a page of our own.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && !await antiforgery.IsRequestValidAsync(context.HttpContext))
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest, detail: "The form is out of date or came from elsewhere. Reload the page and send it again.");
        }

        return await next(context);
    }
}
