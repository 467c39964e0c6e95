using System.ComponentModel;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Up;

/// <summary>Options of <c>up</c>.</summary>
internal sealed class UpSettings : CommandSettings
{
    [CommandOption("--detach")]
    [Description("Return once everything is healthy, and leave it running.")]
    public bool Detach { get; init; }

    [CommandOption("--fresh")]
    [Description("Start with empty data.")]
    public bool Fresh { get; init; }
}
