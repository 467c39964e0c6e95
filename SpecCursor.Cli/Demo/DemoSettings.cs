using System.ComponentModel;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Demo;

/// <summary>Options of <c>demo</c>.</summary>
internal sealed class DemoSettings : CommandSettings
{
    [CommandOption("--keep")]
    [Description("Leave everything running afterwards, to look around.")]
    public bool Keep { get; init; }

    [CommandOption("--ecosystem <NAME>")]
    [Description("Only the samples of one ecosystem.")]
    public string? Ecosystem { get; init; }
}
