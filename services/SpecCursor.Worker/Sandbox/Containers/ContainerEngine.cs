using System.ComponentModel;
using System.Globalization;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>The container engine of this machine, through its command line, which finds it as its users do (contexts, <c>DOCKER_HOST</c>).</summary>
internal sealed class ContainerEngine(ToolLocator locator, ProcessRunner runner)
{
    public const string Tool = "docker";

    private const string NotFound = "No such ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the command line wants to know of the service's surroundings; containers get none of it.</summary>
    private static readonly string[] Inherited =
        ["PATH", "HOME", "XDG_RUNTIME_DIR", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_API_VERSION"];

    public static IReadOnlyDictionary<string, string> Environment { get; } = Inherited
        .Select(name => KeyValuePair.Create(name, System.Environment.GetEnvironmentVariable(name)))
        .Where(variable => variable.Value is not null)
        .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);

    /// <exception cref="TransientStepException">The command line is missing.</exception>
    public string Path => locator.Find(Tool) ?? throw SandboxFailures.ToolMissing(Tool);

    /// <summary>Whether there is an image of that name.</summary>
    public async Task<bool> HasImageAsync(string image, CancellationToken cancellationToken) =>
        await TryAsync(["image", "inspect", "--format", "{{.Id}}", image], cancellationToken) is not null;

    /// <summary>Makes an image of an archive.</summary>
    public Task ImportAsync(byte[] archive, string image, CancellationToken cancellationToken) => RunAsync(["import", "-", image], archive, cancellationToken);

    /// <summary>Makes a container.</summary>
    public Task CreateAsync(string name, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(["create", "--name", name, .. arguments], input: null, cancellationToken);

    /// <summary>What became of a container, by name or id; null when there is none any more.</summary>
    public async Task<ContainerState?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        var text = await TryAsync(
            ["container", "inspect", "--format", "{{.State.Pid}} {{.State.OOMKilled}} {{.State.StartedAt}} {{.State.Error}}", name], cancellationToken);
        return text is null ? null : ContainerState.Parse(text.Trim());
    }

    /// <summary>Kills and removes a container, if it is there.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => TryAsync(["container", "rm", "--force", "--volumes", name], cancellationToken);

    /// <summary>The ids of all containers with a label, and what each has as another one.</summary>
    public async Task<IReadOnlyList<(string Id, string Value)>> ListAsync(string label, string valueOf, CancellationToken cancellationToken)
    {
        var format = string.Create(CultureInfo.InvariantCulture, $"{{{{.ID}}}} {{{{.Label \"{valueOf}\"}}}}");
        var text = await RunAsync(["container", "ls", "--all", "--no-trunc", "--filter", $"label={label}", "--format", format], input: null, cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Select(words => (words[0], words.ElementAtOrDefault(1) ?? string.Empty))];
    }

    /// <exception cref="TransientStepException">It did not succeed.</exception>
    private async Task<string> RunAsync(IReadOnlyList<string> arguments, byte[]? input, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(arguments, input, cancellationToken);
        return outcome.Succeeded ? outcome.OutputText : throw Failure(arguments, outcome);
    }

    /// <summary>Null for what isn't there.</summary>
    private async Task<string?> TryAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var outcome = await ExecuteAsync(arguments, input: null, cancellationToken);
        return outcome.Succeeded ? outcome.OutputText
            : outcome.Error.Contains(NotFound, StringComparison.OrdinalIgnoreCase) ? null
            : throw Failure(arguments, outcome);
    }

    private async Task<ProcessOutcome> ExecuteAsync(IReadOnlyList<string> arguments, byte[]? input, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(
                new ProcessCommand { FileName = Path, Arguments = arguments, Environment = Environment, Timeout = Patience, Input = input }, cancellationToken);
        }
        catch (Win32Exception exception)
        {
            throw SandboxFailures.Unavailable(exception.Message);
        }
    }

    private static TransientStepException Failure(IReadOnlyList<string> arguments, ProcessOutcome outcome) =>
        SandboxFailures.Unavailable($"{Tool} {arguments[0]}: {(outcome.TimedOut ? "no answer" : outcome.Error)}");
}
