using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Problems;

/// <summary>Adds to every problem what it takes to find it again in traces and logs, and nothing of our insides.</summary>
internal sealed class ProblemCustomization(ICorrelationContext correlation, IHostEnvironment environment, SecretRedactor redactor)
    : IConfigureOptions<ProblemDetailsOptions>
{
    public void Configure(ProblemDetailsOptions options) => options.CustomizeProblemDetails = Customize;

    private void Customize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Instance ??= context.HttpContext.Request.Path;
        problem.Detail ??= Detail(problem.Status, context.HttpContext);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        if (correlation.Current is { } id)
        {
            problem.Extensions["correlationId"] = id;
        }

        if (environment.IsDevelopment() && context.Exception is { } exception)
        {
            problem.Extensions["exception"] = redactor.Redact(exception.ToString());
        }
    }

    private static string? Detail(int? status, HttpContext context) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize),
        StatusCodes.Status415UnsupportedMediaType => $"A body of the type '{context.Request.ContentType}' is not accepted here.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => $"This address does not take {context.Request.Method}.",
        StatusCodes.Status500InternalServerError => "Something went wrong here, not in the request. The trace id leads to the reason in traces and logs.",
        _ => null,
    };

    private static string TooLarge(long? maximum) => maximum is null
        ? "The request body is too large."
        : string.Create(CultureInfo.InvariantCulture, $"The request body is larger than the {maximum} bytes that are accepted here.");
}
