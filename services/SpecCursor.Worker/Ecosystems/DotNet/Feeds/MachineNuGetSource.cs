using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>The source that the operator names, or else the first that NuGet is configured to use on this machine: asked once, of NuGet itself.</summary>
internal sealed partial class MachineNuGetSource(IOptions<DotNetOptions> options, ToolInquiry tools, WorkerDirectories directories) : IDisposable
{
    private readonly AskedOnce<NuGetSource> _source = new(cancellationToken => AskAsync(options.Value, tools, directories, cancellationToken));

    /// <exception cref="TransientStepException">NuGet isn't there, doesn't answer, or has no source.</exception>
    public Task<NuGetSource> GetAsync(CancellationToken cancellationToken) => _source.GetAsync(cancellationToken);

    public void Dispose() => _source.Dispose();

    private static async Task<NuGetSource> AskAsync(DotNetOptions options, ToolInquiry tools, WorkerDirectories directories, CancellationToken cancellationToken)
    {
        if (options.Source is { } text)
        {
            return NuGetSource.OfOperator(text)!;
        }

        using var home = NuGetHome.Create(directories, ToolInquiry.Home);
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_CLI_HOME"] = home.Path,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        };
        var outcome = await tools.AskAsync(DotNetInstallation.Tool, ["nuget", "list", "source", "--format", "Short"], environment, cancellationToken);
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
