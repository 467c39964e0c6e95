namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>
/// What runs in the sandbox so that a command finds the proxy: a forwarder from a port of the sandbox's own loopback to the proxy's socket. Programs
/// know proxies by their addresses, not by files.
/// </summary>
internal static class EgressForwarder
{
    /// <summary>What the sandbox must have for it.</summary>
    public const string Tool = "socat";

    private const string SocketPath = "/run/speccursor/egress.sock";
    private const string Address = "http://127.0.0.1:3128";

    /// <summary>Constant text; the command comes as arguments. It waits until the port listens: 0C38 is 3128, 0A the state.</summary>
    private const string Script = $$"""
        socat -lf /dev/null TCP4-LISTEN:3128,bind=127.0.0.1,fork,reuseaddr UNIX-CONNECT:{{SocketPath}} </dev/null >/dev/null 2>&1 &
        while ! grep -q '^ *[0-9]*: 0100007F:0C38 00000000:0000 0A' /proc/net/tcp; do
          kill -0 "$!" 2>/dev/null || { echo "The way to the registries could not be set up." >&2; exit 125; }
          sleep 0.01
        done
        exec "$@"
        """;

    /// <summary>yarn 2 and later know only names of their own.</summary>
    private static readonly string[] Variables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "YARN_HTTP_PROXY", "YARN_HTTPS_PROXY"];

    /// <summary>The command with its way to a proxy.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="socketFile">Where the proxy listens.</param>
    public static SandboxCommand Wrap(SandboxCommand command, string socketFile) => command with
    {
        Executable = "sh",
        Arguments = ["-c", Script, "egress", command.Executable, .. command.Arguments],
        Tools = [.. command.Tools, Tool],
        Mounts = [.. command.Mounts, new SandboxMount(socketFile, SocketPath, IsWritable: true)],
        Environment = new Dictionary<string, string>(command.Environment.Concat(Variables.Select(variable => KeyValuePair.Create(variable, Address)))),
    };
}
