using SpecCursor.Cli.Application;
using SpecCursor.Cli.Status;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Up;

/// <summary>Starts everything.</summary>
internal sealed class UpCommand : AsyncCommand<UpSettings>
{
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromMinutes(5);

    public override async Task<int> ExecuteAsync(CommandContext context, UpSettings settings, CancellationToken cancellationToken)
    {
        var state = StateDirectory.FromEnvironment();
        if (new RunningApplication(state).Read() is { } running)
        {
            AnsiConsole.MarkupLineInterpolated($"Already running (process {running.ProcessId}). Stop it with [bold]./speccursor down[/].");
            return settings.Detach && !settings.Fresh ? 0 : 1;
        }

        try
        {
            var launcher = new ApplicationLauncher(state);
            if (!settings.Detach)
            {
                return await launcher.RunInForegroundAsync(settings.Fresh, cancellationToken);
            }

            var status = await launcher.StartDetachedAsync(settings.Fresh, HealthyWithin, cancellationToken);
            StatusTable.Write(AnsiConsole.Console, status);
            AnsiConsole.MarkupLineInterpolated($"Secrets are in [bold]{Path.Combine(state.Root, "secrets")}[/]. Stop it with [bold]./speccursor down[/].");
            return 0;
        }
        catch (ApplicationStartException exception)
        {
            Console.Error.WriteLine($"speccursor: {exception.Message}");
            return 1;
        }
    }
}
