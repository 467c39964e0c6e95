using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace SpecCursor.Controller.Api.Security;

/// <summary>Sets up who may call.</summary>
internal static class AccessExtensions
{
    private const string FingerprintClaim = "key";

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var access = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        services.AddSingleton<ApiKeyVerifier>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        AddSchemes(services.AddAuthentication(AccessSchemes.Api), access.Jwt);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessSchemes.Api, policy => policy.AddAuthenticationSchemes(AccessSchemes.Api).RequireAuthenticatedUser())
            .AddPolicy(AccessSchemes.Console, policy => policy.AddAuthenticationSchemes(AccessSchemes.Console).RequireAuthenticatedUser())
            .AddPolicy(AccessSchemes.Anyone, policy => policy.AddAuthenticationSchemes(AccessSchemes.Api, AccessSchemes.Console).RequireAuthenticatedUser());
        KeepCookieKeys(services.AddDataProtection().SetApplicationName("speccursor-controller"), access.StateDirectory);

        // The keys are as safe as the API key beside them: by the mode of their directory.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddRateLimits();
        return builder;
    }

    /// <summary>Who a person at the console is: whoever knows the API key.</summary>
    public static ClaimsPrincipal ConsolePrincipal(ApiKeyVerifier verifier) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, AccessSchemes.Console), new Claim(FingerprintClaim, verifier.Fingerprint)], AccessSchemes.Console));

    private static void AddSchemes(AuthenticationBuilder authentication, JwtOptions jwt)
    {
        authentication.AddPolicyScheme(AccessSchemes.Api, null, options =>
            options.ForwardDefaultSelector = context => jwt.IsEnabled && Credentials.HasJwt(context.Request) ? AccessSchemes.Jwt : AccessSchemes.ApiKey);
        authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AccessSchemes.ApiKey, null);
        authentication.AddCookie(AccessSchemes.Console, ConfigureCookie);
        if (jwt.IsEnabled)
        {
            authentication.AddJwtBearer(AccessSchemes.Jwt, options => ConfigureJwt(options, jwt));
        }
    }

    private static void ConfigureJwt(JwtBearerOptions options, JwtOptions jwt)
    {
        options.Authority = jwt.Authority;
        options.Audience = jwt.Audience;
        options.RequireHttpsMetadata = !new Uri(jwt.Authority!).IsLoopback;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "sub";
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "speccursor";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.AccessDeniedPath = "/login";
        options.Events.OnValidatePrincipal = context =>
        {
            // A new key ends the sessions that the old one opened.
            var verifier = context.HttpContext.RequestServices.GetRequiredService<ApiKeyVerifier>();
            if (context.Principal?.FindFirst(FingerprintClaim)?.Value != verifier.Fingerprint)
            {
                context.RejectPrincipal();
            }

            return Task.CompletedTask;
        };
    }

    private static void KeepCookieKeys(IDataProtectionBuilder protection, string? stateDirectory)
    {
        if (!string.IsNullOrEmpty(stateDirectory))
        {
            var path = Path.Combine(stateDirectory, "controller", "cookie-keys");
            protection.PersistKeysToFileSystem(OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }
}
