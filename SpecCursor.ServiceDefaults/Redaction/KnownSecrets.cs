using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace SpecCursor.ServiceDefaults.Redaction;

/// <summary>The secrets that this process was configured with, whatever they look like.</summary>
internal static class KnownSecrets
{
    private static readonly string[] Keys =
        ["SpecCursor:ApiKey", "SpecCursor:WebhookSecret", "SpecCursor:Forge:GitHub:Token", "SpecCursor:Forge:GitHub:PrivateKey", "ANTHROPIC_API_KEY", "SpecCursor:Ai:Claude:ApiKey"];

    public static IEnumerable<string> In(IConfiguration configuration) =>
        Keys.Select(key => configuration[key])
            .Concat(configuration.GetSection("ConnectionStrings").GetChildren().Select(child => Password(child.Value)))
            .OfType<string>()
            .Where(secret => secret.Length > 0);

    private static string? Password(string? connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return parts.TryGetValue("Password", out var password) ? password as string : null;
        }
        catch (ArgumentException)
        {
            // Redis' strings, for one, have another form; their password is found by its shape.
            return null;
        }
    }
}
