namespace SpecCursor.Worker.Sandbox.Network;

/// <summary>
/// Holds a command back in its sandbox until the worker has seen the sandbox's first process. Constant text for a shell inside; the command comes as arguments. It
/// reads a line, or the end of the input, and hands none of it on.
/// </summary>
internal static class StartGate
{
    private const string Script = """read -r _; exec "$@" < /dev/null""";

    public static IEnumerable<string> Before(IEnumerable<string> command) => ["sh", "-c", Script, "gate", .. command];
}
