namespace SpecCursor.Cli.Images;

/// <summary>What the images are built on.</summary>
/// <param name="Plain">.NET and nothing else.</param>
/// <param name="WithPackages">.NET and a package manager.</param>
/// <param name="WithSdk">The same with the SDK; null where nobody needs it.</param>
internal sealed record ImageBase(string Plain, string WithPackages, string? WithSdk)
{
    /// <summary>What a service's image is built on.</summary>
    public string Of(ServiceImage service) => service.HasSdk ? WithSdk! : service.NeedsTools ? WithPackages : Plain;
}
