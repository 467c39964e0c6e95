using System.Security.Cryptography;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using SpecCursor.Controller.Api.Security;

namespace SpecCursor.Controller.Api.OpenApi;

/// <summary>The API's description, for programs at <c>/openapi/v1.json</c> and for people at <c>/scalar</c>.</summary>
internal static class OpenApiExtensions
{
    private const string ApiKeyScheme = "ApiKey";
    private const string BearerScheme = "Bearer";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "SpecCursor",
                Version = "v1",
                Description = "Upgrades dependencies by itself and shows its work: sandboxed, tested, repaired, proved, and published as a pull request.",
            };

            // The address it was asked at is as good as any, and stands in no document that is checked in.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [ApiKeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Credentials.ApiKeyHeader },
                [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The API key, or a JSON web token of the configured issuer." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyScheme, context.Document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] },
            ];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().RequireAuthorization(AccessSchemes.Anyone);
        routes.MapScalarApiReference("/scalar", (options, context) => Configure(options, context)).RequireAuthorization(AccessSchemes.Anyone);
    }

    /// <summary>The page brings its own script and speaks to nobody but us; its one inline script is let in by a nonce.</summary>
    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        options
            .WithTitle("SpecCursor API")
            .WithNonce(nonce)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .HideDeveloperTools()
            .HideClientButton()
            .DisableMcp()
            .DisableAgent();
    }
}
