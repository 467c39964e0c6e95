using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Application;

/// <summary>The state directory as the AppHost lays it out.</summary>
internal sealed class StateDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string StatusFile => StateLocation.StatusFile(Root);

    public string LogFile => Path.Combine(Root, "logs", "apphost.log");

    public string Forge => Path.Combine(Root, "forge");

    public string ApiKey => ReadSecret("SPECCURSOR_API_KEY", "api-key");

    public string WebhookSecret => ReadSecret("SPECCURSOR_WEBHOOK_SECRET", "webhook-secret");

    public string PostgresPassword => Read("postgres-password");

    public string RedisPassword => Read("redis-password");

    /// <summary>The directory that the environment names, or else the user's own.</summary>
    public static StateDirectory FromEnvironment() => new(StateLocation.FromEnvironment);

    private string ReadSecret(string variable, string name)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? Read(name) : value;
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(Root, "secrets", name)).Trim();
}
