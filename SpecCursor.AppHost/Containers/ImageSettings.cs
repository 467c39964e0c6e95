using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Containers;

/// <summary>
/// The images that run: the pinned ones, with what a person set instead. A mirror is <c>SpecCursor:ImageRegistry</c>; of one image
/// <c>SpecCursor:Images:&lt;key&gt;</c> has <c>Registry</c> (empty for an image that only this machine's engine has), <c>Image</c>,
/// <c>Tag</c> and <c>Digest</c>.
/// </summary>
internal sealed partial class ImageSettings
{
    private const string Section = "SpecCursor:Images";
    private const string Mirror = "SpecCursor:ImageRegistry";

    private readonly Dictionary<string, ContainerImage> images;

    private ImageSettings(Dictionary<string, ContainerImage> images) => this.images = images;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupException">A value is no part of an image's reference, or there is no image of that key.</exception>
    public static ImageSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var set in section.GetChildren().Where(set => ContainerImages.All.All(image => !IsOf(set, image))))
        {
            throw new StartupException($"{set.Path} names no image: there are {string.Join(", ", ContainerImages.All.Select(image => image.Key))}.");
        }

        var mirror = Part(configuration.GetSection(Mirror), Registry(), "a registry's host, such as registry.example:5000");
        return new ImageSettings(ContainerImages.All.ToDictionary(
            image => image.Key,
            image => section.GetChildren().Where(set => IsOf(set, image)).Aggregate(mirror is null ? image : image with { Registry = mirror }, Override)));
    }

    /// <summary>The images of SpecCursor's own services.</summary>
    /// <param name="prefix">A registry and a path in it, or a path alone.</param>
    /// <param name="tag">Their tag.</param>
    /// <exception cref="StartupException">One of them is no part of an image's reference.</exception>
    public static ServiceImages Services(string prefix, string tag)
    {
        var path = prefix.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && Registry().IsMatch(prefix[..slash]) ? prefix[(slash + 1)..] : prefix;
        return (Name().IsMatch(path), Tag().IsMatch(tag)) switch
        {
            (false, _) => throw new StartupException($"SPECCURSOR_IMAGE_PREFIX is '{prefix}': set it to what stands before a service's name, such as registry.example:5000/speccursor."),
            (_, false) => throw new StartupException($"SPECCURSOR_IMAGE_TAG is '{tag}': set it to a tag, such as 0.1.0."),
            _ => new ServiceImages(prefix, tag),
        };
    }

    /// <summary>The image that runs in a pinned one's place.</summary>
    public ContainerImage Of(ContainerImage pinned) => images[pinned.Key];

    private static ContainerImage Override(ContainerImage image, IConfigurationSection set) => image with
    {
        Registry = set["Registry"] is "" ? null : Part(set.GetSection("Registry"), Registry(), "a registry's host, such as registry.example:5000") ?? image.Registry,
        Name = Part(set.GetSection("Image"), Name(), "a repository in a registry, such as library/postgres") ?? image.Name,
        Tag = Part(set.GetSection("Tag"), Tag(), "a tag, such as 18.4") ?? image.Tag,
        Digest = Part(set.GetSection("Digest"), Digest(), "a digest: sha256: and 64 hexadecimal digits") ?? image.Digest,
    };

    private static string? Part(IConfigurationSection set, Regex grammar, string expected) => set.Value switch
    {
        null or "" => null,
        var value when grammar.IsMatch(value) => value,
        var value => throw new StartupException($"{set.Path} is '{value}': set it to {expected}."),
    };

    // No shell lets a variable of the environment have a hyphen.
    private static bool IsOf(IConfigurationSection set, ContainerImage image) => string.Equals(set.Key.Replace('_', '-'), image.Key, StringComparison.OrdinalIgnoreCase);

    // The grammar of https://github.com/distribution/reference, part by part.
    [GeneratedRegex(@"^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?\z")]
    private static partial Regex Registry();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\w[\w.-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest();
}
