using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Images;

/// <summary>Options of <c>images</c>.</summary>
internal sealed class ImagesSettings : CommandSettings
{
    [CommandArgument(0, "[SERVICE]")]
    [Description("The services, such as worker; all where none is named.")]
    public string[] Services { get; init; } = [];

    [CommandOption("--prefix <PREFIX>")]
    [Description("What stands before the service in an image's name, such as registry.example/speccursor.")]
    [DefaultValue("speccursor")]
    public string Prefix { get; init; } = "speccursor";

    [CommandOption("--tag <TAG>")]
    [Description("The tag; SpecCursor's version where none is given.")]
    public string? Tag { get; init; }

    [CommandOption("--base <BASE>")]
    [Description("official: Microsoft's images; local: stand-ins made of this machine's .NET and Debian's packages; auto: official where they can be had.")]
    [DefaultValue(BaseKind.Auto)]
    public BaseKind Base { get; init; }

    [CommandOption("--no-cache")]
    [Description("Build every layer again.")]
    public bool NoCache { get; init; }

    /// <summary>The services that were named, or all.</summary>
    public IReadOnlyList<ServiceImage> Chosen =>
        Services.Length == 0 ? ServiceImage.All : [.. ServiceImage.All.Where(service => Services.Contains(service.Name))];

    public override ValidationResult Validate() =>
        Services.FirstOrDefault(name => ServiceImage.All.All(service => service.Name != name)) is { } unknown
            ? ValidationResult.Error($"there is no service '{unknown}'; there are {string.Join(", ", ServiceImage.All.Select(service => service.Name))}")
            : ValidationResult.Success();
}
