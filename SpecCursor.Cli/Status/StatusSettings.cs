using System.ComponentModel;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Status;

/// <summary>Options of <c>status</c>.</summary>
internal sealed class StatusSettings : CommandSettings
{
    [CommandOption("--json")]
    [Description("One JSON object instead of tables.")]
    public bool Json { get; init; }
}
