using System.ComponentModel;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// Runs git so that a repository can make it run nothing: no hooks, filters, credential helpers or prompts, none of the machine's
/// configuration, two protocols only.
/// </summary>
internal sealed class GitCommands(ProcessRunner runner, ToolLocator locator, WorkerDirectories directories, MachineProxy proxy)
{
    private const string Configuration = """
        [core]
            hooksPath = /dev/null
            fsmonitor = false
            untrackedCache = false
            autocrlf = false
            protectHFS = true
            protectNTFS = true
            quotePath = false
            attributesFile = /dev/null
            excludesFile = /dev/null
        [protocol]
            allow = never
        [protocol "file"]
            allow = always
        [protocol "https"]
            allow = always
        [credential]
            helper =
        [safe]
            directory = *
        [gc]
            autoDetach = false
        [maintenance]
            autoDetach = false
        [advice]
            detachedHead = false
        [submodule]
            recurse = false
        [uploadpack]
            allowAnySHA1InWant = true
        [diff]
            noprefix = false
            mnemonicPrefix = false
        """;

    /// <summary>Of the service's environment, what operators need to reach a forge.</summary>
    private static readonly string[] Inherited = ["GIT_SSL_CAINFO", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    private static readonly TimeSpan LocalTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Writes the configuration that all runs share.</summary>
    public void Prepare() => File.WriteAllText(ConfigurationFile, Configuration);

    /// <summary>Runs git; a bad exit is in the result.</summary>
    /// <exception cref="TransientStepException">git is not installed.</exception>
    public async Task<ProcessOutcome> RunAsync(
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken,
        string? authorization = null,
        TimeSpan? timeout = null,
        int maximumOutputBytes = 16 * 1024 * 1024,
        ReadOnlyMemory<byte> input = default)
    {
        var path = locator.FindAsNamed("git") ?? throw Sandbox.SandboxFailures.ToolMissing("git");
        try
        {
            return await runner.RunAsync(
                new ProcessCommand
                {
                    FileName = path,
                    Arguments = arguments,
                    Environment = Environment(authorization),
                    Timeout = timeout ?? LocalTimeout,
                    MaximumOutputBytes = maximumOutputBytes,
                    Input = input,
                },
                cancellationToken);
        }
        catch (Win32Exception)
        {
            throw Sandbox.SandboxFailures.ToolMissing("git");
        }
    }

    /// <summary>Runs git on this machine's own files, where a bad exit is nobody's fault but the machine's.</summary>
    /// <exception cref="TransientStepException">git failed.</exception>
    public async Task<byte[]> RunLocallyAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken, int maximumOutputBytes = 64 * 1024 * 1024, ReadOnlyMemory<byte> input = default)
    {
        var outcome = await RunAsync(arguments, cancellationToken, maximumOutputBytes: maximumOutputBytes, input: input);
        return outcome.Succeeded ? outcome.Output : throw LocalFailure(arguments[0], outcome);
    }

    /// <summary>Whether a repository of this machine has a commit.</summary>
    public async Task<bool> HasCommitAsync(string gitDirectory, string commit, CancellationToken cancellationToken) =>
        (await RunAsync(["--git-dir", gitDirectory, "cat-file", "-e", $"{commit}^{{commit}}"], cancellationToken)).Succeeded;

    public static TransientStepException LocalFailure(string what, ProcessOutcome outcome) => new(new StepFailure
    {
        Code = "git-failed",
        Reason = outcome.TimedOut ? $"git ({what}) took too long." : outcome.OutputTooLarge ? $"git ({what}) printed too much." : $"git ({what}) failed.",
        Detail = outcome.Error,
        IsTransient = true,
    });

    private string ConfigurationFile => Path.Combine(directories.Control, "gitconfig");

    private Dictionary<string, string> Environment(string? authorization)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = directories.Control,
            ["LC_ALL"] = "C",
            ["GIT_CONFIG_GLOBAL"] = ConfigurationFile,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_PROTOCOL_FROM_USER"] = "0",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_LITERAL_PATHSPECS"] = "1",
        };
        foreach (var name in Inherited)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        if (proxy.Https is { } server)
        {
            environment["HTTPS_PROXY"] = server.AddressWithCredentials;
            environment["NO_PROXY"] = proxy.Exceptions ?? string.Empty;
        }

        if (authorization is not null)
        {
            // In the environment, not in the arguments, which every user of the machine can read.
            environment["GIT_CONFIG_COUNT"] = "1";
            environment["GIT_CONFIG_KEY_0"] = "http.extraHeader";
            environment["GIT_CONFIG_VALUE_0"] = $"Authorization: {authorization}";
        }

        return environment;
    }
}
