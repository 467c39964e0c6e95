using System.Formats.Tar;
using System.Text.Json.Nodes;
using SpecCursor.Cli.Images;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Building;

/// <summary>The images of all services, built once on the local base. The engine's cache makes the next time short; the tags are the tests' own.</summary>
public sealed class BuiltImages : IAsyncLifetime
{
    public const string Collection = "images";

    private const string Prefix = "speccursor.test";

    private readonly Dictionary<string, Task<IReadOnlyList<ImageFile>>> files = [];
    private readonly Lazy<Task<BuiltImage>> equipped = new(BuildEquippedAsync);
    private IReadOnlyList<BuiltImage> built = [];

    /// <summary>The services' names, as test data.</summary>
    public static TheoryData<string> Services => [.. ServiceImage.All.Select(service => service.Name)];

    internal Tool Tool { get; } = new(Repository.Root);

    public async Task InitializeAsync() => built = await BuildAsync(new ImagesSettings { Prefix = Prefix, Tag = "first", Base = BaseKind.Local });

    public async Task DisposeAsync() =>
        await DockerAsync(["image", "rm", .. (await DockerAsync("images", "--format", "{{.Repository}}:{{.Tag}}", $"{Prefix}/*")).Split('\n')]);

    /// <summary>Builds the one that has every kind of layer again, and all that it is built on, without the engine's cache.</summary>
    internal static async Task<BuiltImage> BuildAgainAsync(string service) =>
        Assert.Single(await BuildAsync(new ImagesSettings { Prefix = Prefix, Tag = "second", Base = BaseKind.Local, NoCache = true, Services = [service] }));

    internal BuiltImage Of(string service) => built.Single(image => image.Service.Name == service);

    /// <summary>The worker with the tools of every ecosystem.</summary>
    internal Task<BuiltImage> EquippedAsync() => equipped.Value;

    /// <summary>What the engine says of an image.</summary>
    internal async Task<JsonNode> InspectAsync(string image) => JsonNode.Parse(await DockerAsync("image", "inspect", image))![0]!;

    /// <summary>Everything in the file system of a service's image.</summary>
    internal Task<IReadOnlyList<ImageFile>> FilesAsync(string service)
    {
        if (!files.TryGetValue(service, out var listing))
        {
            files[service] = listing = ExportAsync(Of(service).Name);
        }

        return listing;
    }

    /// <summary>The text of a file in a service's image: one of those that say what is inside.</summary>
    internal async Task<string> ReadAsync(string service, string path) =>
        (await FilesAsync(service)).Single(file => "/" + file.Name == path).Text ?? throw new InvalidOperationException($"{path} was not read.");

    internal Task<string> DockerAsync(params IEnumerable<string> arguments) => Tool.DockerAsync(CancellationToken.None, arguments);

    private static async Task<BuiltImage> BuildEquippedAsync() =>
        Assert.Single(await BuildAsync(new ImagesSettings { Prefix = Prefix, Tag = "equipped", Base = BaseKind.Local, Services = ["worker"], Ecosystems = EcosystemTools.Everything }));

    private static Task<IReadOnlyList<BuiltImage>> BuildAsync(ImagesSettings settings) =>
        new ImageBuilder(Repository.Root, _ => { }).BuildAsync(settings, CancellationToken.None);

    private async Task<IReadOnlyList<ImageFile>> ExportAsync(string image)
    {
        var directory = TestDirectory.Create("image-files");
        var container = await DockerAsync("create", image, "none");
        try
        {
            var archive = Path.Combine(directory, "image.tar");
            await DockerAsync("export", "--output", archive, container);
            List<ImageFile> entries = [];
            await using var reader = new TarReader(File.OpenRead(archive));
            while (await reader.GetNextEntryAsync() is { } entry)
            {
                entries.Add(await ImageFile.ReadAsync(entry));
            }

            return entries;
        }
        finally
        {
            await DockerAsync("rm", "--volumes", container);
            TestDirectory.Delete(directory);
        }
    }
}

/// <summary>Shares them.</summary>
[CollectionDefinition(BuiltImages.Collection)]
public sealed class BuiltImagesCollection : ICollectionFixture<BuiltImages>;
