using System.ComponentModel;
using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Images;

/// <summary>Options of <c>images</c>.</summary>
internal sealed partial class ImagesSettings : CommandSettings
{
    // What the parser takes for the value of an option that is the last argument and has none.
    private const string NoValue = "__default_command";

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

    [CommandOption("--ecosystems <LIST>")]
    [Description("Whose tools go into the worker's image besides node's: rust, python, go and dotnet, separated by commas, or all.")]
    public string? Ecosystems { get; init; }

    [CommandOption("--no-cache")]
    [Description("Build every layer again.")]
    public bool NoCache { get; init; }

    /// <summary>The services that were named, or all, with the tools of the ecosystems that were named.</summary>
    public IReadOnlyList<ServiceImage> Chosen
    {
        get
        {
            var ecosystems = EcosystemTools.Read(Ecosystems, out _);
            return [.. ServiceImage.All.Where(service => Services.Length == 0 || Services.Contains(service.Name)).Select(service => service.With(ecosystems))];
        }
    }

    public override ValidationResult Validate()
    {
        if (Services.FirstOrDefault(name => ServiceImage.All.All(service => service.Name != name)) is { } service)
        {
            return ValidationResult.Error($"there is no service '{service}'; there are {string.Join(", ", ServiceImage.All.Select(image => image.Name))}");
        }

        var options = new[] { (Name: "--prefix", Value: Prefix), (Name: "--tag", Value: Tag), (Name: "--ecosystems", Value: Ecosystems) };
        if (options.FirstOrDefault(option => option.Value == NoValue).Name is { } valueless)
        {
            return ValidationResult.Error($"{valueless} wants a value");
        }

        if (!PrefixPattern().IsMatch(Prefix))
        {
            return ValidationResult.Error($"'{Prefix}' cannot stand before a service's name; what can is such as registry.example/speccursor");
        }

        if (Tag is not null && !TagPattern().IsMatch(Tag))
        {
            return ValidationResult.Error($"'{Tag}' is no tag; one is such as 0.1.0");
        }

        EcosystemTools.Read(Ecosystems, out var ecosystem);
        return ecosystem is null
            ? ValidationResult.Success()
            : ValidationResult.Error(
                $"'{ecosystem}' is no ecosystem whose tools can be added; there are {string.Join(", ", EcosystemTools.All.Select(tools => tools.Ecosystem))}, and {EcosystemTools.Everything}");
    }

    // The grammar of https://github.com/distribution/reference: a registry, if any, and a path in it.
    [GeneratedRegex(@"^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex PrefixPattern();

    [GeneratedRegex(@"^\w[\w.-]{0,127}\z")]
    private static partial Regex TagPattern();
}
