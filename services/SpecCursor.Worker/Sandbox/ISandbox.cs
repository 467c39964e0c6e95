using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Runs other people's code: package managers, install scripts, tests.</summary>
internal interface ISandbox
{
    /// <summary>
    /// Runs a command to its end. When this returns or throws, everything that the command started is gone. Bad exits and exceeded limits are in
    /// the result.
    /// </summary>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">The sandbox itself could not be set up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken);

    /// <summary>What keeps it from working, with the remedy; null when nothing does.</summary>
    Task<string?> FindProblemAsync(CancellationToken cancellationToken);

    /// <summary>Ends what a worker that was killed left running.</summary>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">That could not be found out.</exception>
    Task RemoveLeftoversAsync(CancellationToken cancellationToken);
}
