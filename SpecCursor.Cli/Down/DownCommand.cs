using SpecCursor.Cli.Application;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Down;

/// <summary>Stops everything. Nothing running is no error.</summary>
internal sealed class DownCommand : AsyncCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (new RunningApplication(StateDirectory.FromEnvironment()).Read() is not { } status)
        {
            AnsiConsole.MarkupLine("Nothing runs.");
            return 0;
        }

        var killed = await ApplicationStopper.StopAsync(status, Limit, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            killed.Count == 0 ? (FormattableString)$"Stopped." : $"Stopped; these processes did not end by themselves and were killed: {string.Join(", ", killed)}.");
        return 0;
    }
}
