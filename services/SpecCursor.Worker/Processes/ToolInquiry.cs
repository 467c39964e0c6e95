using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Processes;

/// <summary>Asks the machine's own tools about themselves. They see where the service finds programs and whose home it is, for some are started by version managers.</summary>
internal sealed class ToolInquiry(ProcessRunner runner, ToolLocator locator)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>The home of the service's user.</summary>
    public static string Home => Environment.GetEnvironmentVariable("HOME") ?? "/";

    /// <param name="tool">The tool's name, or where it is.</param>
    /// <param name="arguments">The question.</param>
    /// <param name="environment">Variables besides those two.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TransientStepException">The tool is missing.</exception>
    public Task<ProcessOutcome> AskAsync(
        string tool, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken) => runner.RunAsync(
        new ProcessCommand
        {
            FileName = Path.IsPathRooted(tool) ? tool : locator.FindAsNamed(tool) ?? throw SandboxFailures.ToolMissing(tool),
            Arguments = arguments,
            Environment = new Dictionary<string, string>(environment)
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? string.Empty,
                ["HOME"] = Home,
            },
            Timeout = Timeout,
        },
        cancellationToken);
}
