namespace SpecCursor.Worker.Sandbox.View;

/// <summary>The environment of every command.</summary>
internal static class SandboxEnvironment
{
    public const string Home = "/home/sandbox";

    public const string SystemPath = "/usr/local/bin:/usr/bin:/bin";

    public static Dictionary<string, string> Create(SandboxCommand command, string home, string path)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = path,
            ["HOME"] = home,
            ["USER"] = "sandbox",
            ["LOGNAME"] = "sandbox",
            ["SHELL"] = "/bin/sh",
            ["LANG"] = "C.UTF-8",
            ["TERM"] = "dumb",
            ["CI"] = "true",
            ["NO_COLOR"] = "1",
            ["TMPDIR"] = "/tmp",
            ["GIT_TERMINAL_PROMPT"] = "0",

            // The workspace's git directory belongs to the service.
            ["GIT_CONFIG_COUNT"] = "1",
            ["GIT_CONFIG_KEY_0"] = "safe.directory",
            ["GIT_CONFIG_VALUE_0"] = "*",
            ["GIT_OPTIONAL_LOCKS"] = "0",
        };
        foreach (var (name, value) in command.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }
}
