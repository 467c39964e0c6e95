using System.ComponentModel;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>Options of <c>alert</c>.</summary>
internal sealed class AlertSettings : CommandSettings
{
    [CommandArgument(0, "[NAME]")]
    [Description("The alert, such as ServiceDown.")]
    public string? Name { get; init; }

    [CommandOption("--list")]
    [Description("Every alert, and how it is rehearsed.")]
    public bool List { get; init; }

    [CommandOption("--keep")]
    [Description("Leave everything running afterwards, to look around.")]
    public bool Keep { get; init; }
}
