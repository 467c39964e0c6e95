using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>How npm is configured on this machine: asked once, of npm itself.</summary>
internal sealed class MachineNpmConfiguration(IOptions<NodeOptions> options, ToolInquiry tools) : IDisposable
{
    private readonly AskedOnce<NpmSettings> _settings = new(cancellationToken => AskAsync(options.Value, tools, cancellationToken));

    /// <exception cref="TransientStepException">npm isn't there or doesn't answer.</exception>
    public Task<NpmSettings> GetAsync(CancellationToken cancellationToken) => _settings.GetAsync(cancellationToken);

    public void Dispose() => _settings.Dispose();

    private static async Task<NpmSettings> AskAsync(NodeOptions options, ToolInquiry tools, CancellationToken cancellationToken)
    {
        var outcome = await tools.AskAsync("npm", ["config", "get", "registry", "cafile"], new Dictionary<string, string>(), cancellationToken);
        var values = outcome.OutputText.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
        var registry = options.Registry ?? (Uri.TryCreate(values.GetValueOrDefault("registry"), UriKind.Absolute, out var configured) ? configured : null);
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
