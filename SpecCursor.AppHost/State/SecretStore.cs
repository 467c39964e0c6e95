using System.Security.Cryptography;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Files;

namespace SpecCursor.AppHost.State;

/// <summary>Credentials that are generated once and kept, each in a file of its own that only its owner reads.</summary>
/// <param name="directory">Where the files are.</param>
internal sealed class SecretStore(string directory)
{
    /// <summary>The API's key.</summary>
    internal const string ApiKey = "api-key";

    /// <summary>The secret that webhook deliveries are signed with.</summary>
    internal const string WebhookSecret = "webhook-secret";

    /// <summary>The database superuser's password.</summary>
    internal const string PostgresPassword = "postgres-password";

    /// <summary>The cache's password.</summary>
    internal const string RedisPassword = "redis-password";

    /// <summary>The token that signs a browser in to the Aspire dashboard.</summary>
    internal const string DashboardToken = "dashboard-token";

    /// <summary>The key of those who send telemetry to the Aspire dashboard.</summary>
    internal const string OtlpKey = "otlp-key";

    /// <summary>The password of Grafana's user <c>admin</c>.</summary>
    internal const string GrafanaPassword = "grafana-password";

    // 256 bits; hexadecimal needs no escaping in a connection string, a header or a configuration file.
    private const int Bytes = 32;

    /// <summary>The secret of that name, generated on first use.</summary>
    /// <exception cref="StartupException">The file is there but empty or cannot be read.</exception>
    public GeneratedSecret Get(string name)
    {
        var path = Path.Combine(directory, name);
        try
        {
            if (File.Exists(path))
            {
                var value = File.ReadAllText(path).Trim();
                return value.Length > 0
                    ? new GeneratedSecret(value, IsNew: false)
                    : throw new StartupException($"The secret {path} is empty. Delete the file to have a new one generated.");
            }

            var generated = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
            SecretFile.Write(path, generated);
            return new GeneratedSecret(generated, IsNew: true);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"The secret {path} cannot be kept: {exception.Message}");
        }
    }
}
