using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Which go this machine has: asked once, of go itself.</summary>
internal sealed class MachineGo(ProcessRunner runner, ToolLocator locator) : IDisposable
{
    /// <summary>Older ones build what they <c>get</c>, with a network.</summary>
    private const string LeastVersion = "1.18";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile GoInstallation? _installation;

    /// <exception cref="StepFailedException">go is too old.</exception>
    /// <exception cref="TransientStepException">go isn't there or doesn't answer.</exception>
    public async Task<GoInstallation> GetAsync(CancellationToken cancellationToken)
    {
        if (_installation is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_installation is null)
            {
                var installation = await AskAsync(cancellationToken);
                GoLanguage.Check("The worker", LeastVersion, installation);
                _installation = installation;
            }

            return _installation;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<GoInstallation> AskAsync(CancellationToken cancellationToken)
    {
        var command = new ProcessCommand
        {
            FileName = locator.FindAsNamed("go") ?? throw Sandbox.SandboxFailures.ToolMissing("go"),
            Arguments = ["env", "GOROOT", "GOVERSION"],
            Environment = new Dictionary<string, string>(GoCommands.Fixed)
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? string.Empty,
                ["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/",
            },
            Timeout = Timeout,
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        return outcome.Succeeded && outcome.OutputText.Split('\n') is [{ Length: > 0 } root, { Length: > 0 } version, ..]
            ? new GoInstallation(root, version)
            : throw new TransientStepException(new StepFailure
            {
                Code = "go-failed",
                Reason = "go could not be asked for its version.",
                Detail = outcome.Error,
                IsTransient = true,
            });
    }
}
