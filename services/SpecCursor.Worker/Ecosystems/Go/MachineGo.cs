using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Which go this machine has: asked once, of go itself.</summary>
internal sealed class MachineGo(ToolInquiry tools) : IDisposable
{
    /// <summary>Older ones build what they <c>get</c>, with a network.</summary>
    private const string LeastVersion = "1.18";

    private readonly AskedOnce<GoInstallation> _installation = new(cancellationToken => AskAsync(tools, cancellationToken));

    /// <exception cref="StepFailedException">go is too old.</exception>
    /// <exception cref="TransientStepException">go isn't there or doesn't answer.</exception>
    public Task<GoInstallation> GetAsync(CancellationToken cancellationToken) => _installation.GetAsync(cancellationToken);

    public void Dispose() => _installation.Dispose();

    private static async Task<GoInstallation> AskAsync(ToolInquiry tools, CancellationToken cancellationToken)
    {
        var outcome = await tools.AskAsync("go", ["env", "GOROOT", "GOVERSION"], GoCommands.Fixed, cancellationToken);
        if (!outcome.Succeeded || outcome.OutputText.Split('\n') is not [{ Length: > 0 } root, { Length: > 0 } version, ..])
        {
            throw new TransientStepException(new StepFailure
            {
                Code = "go-failed",
                Reason = "go could not be asked for its version.",
                Detail = outcome.Error,
                IsTransient = true,
            });
        }

        var installation = new GoInstallation(root, version);
        GoLanguage.Check("The worker", LeastVersion, installation);
        return installation;
    }
}
