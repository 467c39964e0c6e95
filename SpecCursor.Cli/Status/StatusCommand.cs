using System.Text.Json;
using SpecCursor.Cli.Application;
using SpecCursor.Contracts.Operations;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Status;

/// <summary>Says what runs and where. Exit code 0: all healthy; 1: something runs but not all is healthy; 3: nothing runs.</summary>
internal sealed class StatusCommand : Command<StatusSettings>
{
    private const int NothingRuns = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public override int Execute(CommandContext context, StatusSettings settings, CancellationToken cancellationToken)
    {
        var status = new RunningApplication(StateDirectory.FromEnvironment()).Read();
        if (settings.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(StatusDocument.From(status), Json));
        }
        else if (status is null)
        {
            AnsiConsole.MarkupLine("Nothing runs. Start it with [bold]./speccursor up[/].");
        }
        else
        {
            StatusTable.Write(AnsiConsole.Console, status);
        }

        return status switch
        {
            null => NothingRuns,
            { State: ApplicationState.Running } => 0,
            _ => 1,
        };
    }
}
