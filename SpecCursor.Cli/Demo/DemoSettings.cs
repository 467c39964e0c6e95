using System.ComponentModel;
using SpecCursor.Backing.Samples;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Demo;

/// <summary>Options of <c>demo</c>.</summary>
internal sealed class DemoSettings : CommandSettings
{
    [CommandOption("--keep")]
    [Description("Leave everything running afterwards, to look around.")]
    public bool Keep { get; init; }

    [CommandOption("--ecosystem <NAME>")]
    [Description("The samples of another ecosystem: rust, python, go, dotnet or dockerfile.")]
    [DefaultValue(Scenario.DefaultEcosystem)]
    public string Ecosystem { get; init; } = Scenario.DefaultEcosystem;
}
