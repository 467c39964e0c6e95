using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>How npm is configured on this machine: asked once, of npm itself.</summary>
internal sealed class MachineNpmConfiguration(IOptions<NodeOptions> options, ProcessRunner runner, ToolLocator locator) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile NpmSettings? _settings;

    /// <exception cref="TransientStepException">npm isn't there or doesn't answer.</exception>
    public async Task<NpmSettings> GetAsync(CancellationToken cancellationToken)
    {
        if (_settings is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _settings ??= await AskAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<NpmSettings> AskAsync(CancellationToken cancellationToken)
    {
        var command = new ProcessCommand
        {
            FileName = locator.FindAsNamed("npm") ?? throw Sandbox.SandboxFailures.ToolMissing("npm"),
            Arguments = ["config", "get", "registry", "cafile"],
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? string.Empty,
                ["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/",
            },
            Timeout = Timeout,
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        var values = outcome.OutputText.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
        var registry = options.Value.Registry ?? (Uri.TryCreate(values.GetValueOrDefault("registry"), UriKind.Absolute, out var configured) ? configured : null);
        return registry is null ? throw NoAnswer(outcome) : new NpmSettings(WithSlash(registry), Authorities(values.GetValueOrDefault("cafile")));
    }

    /// <summary>Certificate authorities that node doesn't bring along, as companies have them.</summary>
    private static string? Authorities(string? configured) =>
        new[] { Environment.GetEnvironmentVariable("NODE_EXTRA_CA_CERTS"), configured }.FirstOrDefault(path => Path.IsPathRooted(path) && File.Exists(path));

    private static Uri WithSlash(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");

    private static TransientStepException NoAnswer(ProcessOutcome outcome) => new(new StepFailure
    {
        Code = "npm-failed",
        Reason = "npm could not be asked for its registry.",
        Detail = outcome.Error,
        IsTransient = true,
    });
}
