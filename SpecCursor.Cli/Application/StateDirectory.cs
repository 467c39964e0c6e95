namespace SpecCursor.Cli.Application;

/// <summary>The state directory as the AppHost lays it out.</summary>
internal sealed class StateDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string StatusFile => Path.Combine(Root, "run", "status.json");

    public string LogFile => Path.Combine(Root, "logs", "apphost.log");

    public string Forge => Path.Combine(Root, "forge");

    public string ApiKey => ReadSecret("SPECCURSOR_API_KEY", "api-key");

    public string WebhookSecret => ReadSecret("SPECCURSOR_WEBHOOK_SECRET", "webhook-secret");

    /// <summary>The directory that the environment names, or else the user's own.</summary>
    public static StateDirectory FromEnvironment()
    {
        var chosen = Environment.GetEnvironmentVariable("SPECCURSOR_STATE_DIR");
        return new StateDirectory(string.IsNullOrWhiteSpace(chosen) ? Default() : chosen);
    }

    private static string Default()
    {
        if (Environment.UserName == "root" && OperatingSystem.IsLinux())
        {
            return "/var/lib/speccursor";
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(
            string.IsNullOrEmpty(state) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state") : state,
            "speccursor");
    }

    private string ReadSecret(string variable, string name)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? File.ReadAllText(Path.Combine(Root, "secrets", name)).Trim() : value;
    }
}
