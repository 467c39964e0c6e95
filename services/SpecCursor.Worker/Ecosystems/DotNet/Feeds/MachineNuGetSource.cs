using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>The source that the operator names, or else the first that NuGet is configured to use on this machine: asked once, of NuGet itself.</summary>
internal sealed partial class MachineNuGetSource(IOptions<DotNetOptions> options, ProcessRunner runner, ToolLocator locator)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private volatile NuGetSource? _source;

    /// <exception cref="TransientStepException">NuGet isn't there, doesn't answer, or has no source.</exception>
    public async Task<NuGetSource> GetAsync(CancellationToken cancellationToken) =>
        _source ??= options.Value.Source is { } text ? NuGetSource.OfOperator(text)! : await AskAsync(cancellationToken);

    private async Task<NuGetSource> AskAsync(CancellationToken cancellationToken)
    {
        var command = new ProcessCommand
        {
            FileName = locator.Find(DotNetInstallation.Tool) ?? throw Sandbox.SandboxFailures.ToolMissing(DotNetInstallation.Tool),
            Arguments = ["nuget", "list", "source", "--format", "Short"],
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? string.Empty,
                ["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            },
            Timeout = Timeout,
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        return SourcePattern().Matches(outcome.OutputText).Select(match => NuGetSource.OfOperator(match.Groups[1].Value)).FirstOrDefault(source => source is not null)
            ?? throw new TransientStepException(new StepFailure
            {
                Code = "nuget-failed",
                Reason = "NuGet could not be asked for its source of packages.",
                Detail = outcome.Error,
                IsTransient = true,
            });
    }

    /// <summary>E stands for enabled; letters that follow it tell of what kind the source is.</summary>
    [GeneratedRegex(@"^E[A-Z]* (\S.*?)\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex SourcePattern();
}
