using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.ServiceDefaults.Problems;

/// <summary>Answers a request that can't be read with its own status (400, 408, 413, 415 …) and what is wrong with it.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems, SecretRedactor redactor) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException badRequest)
        {
            return false;
        }

        httpContext.Response.StatusCode = badRequest.StatusCode;
        var problem = new ProblemDetails { Status = badRequest.StatusCode, Detail = redactor.Redact(BadRequestDetail.Of(badRequest)) };
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem }).ConfigureAwait(false);
    }
}
