using System.Globalization;
using System.Runtime.InteropServices;
using SpecCursor.Cli.Images.Bills;

namespace SpecCursor.Cli.Images;

/// <summary>Builds the images of services: publishes each, packs what it needs, and has the container engine put it together.</summary>
/// <param name="root">The top of the tree.</param>
/// <param name="say">Tells the user something.</param>
internal sealed class ImageBuilder(string root, Action<string> say)
{
    private const int User = 1654;

    private readonly Tool tool = new(root);
    private readonly string files = Path.Combine(root, "containers", "services");
    private readonly string output = Path.Combine(root, "artifacts", "images");

    /// <summary>Builds them, one after the other.</summary>
    /// <exception cref="ImageException">One can't be built.</exception>
    public async Task<IReadOnlyList<BuiltImage>> BuildAsync(ImagesSettings settings, CancellationToken cancellationToken)
    {
        await tool.DockerAsync(cancellationToken, "version");
        await tool.RunAsync("dotnet", ["tool", "restore"], cancellationToken);
        Directory.CreateDirectory(output);
        var source = await SourceState.ReadAsync(root, tool, cancellationToken);
        var bases = await new ImageBases(files, output, tool, say).GetAsync(settings, cancellationToken);
        say("building what they are built on");
        var layers = await Task.WhenAll(settings.Chosen.Select(service => BuildToolsAsync(service, bases, settings.NoCache, cancellationToken)));
        List<BuiltImage> images = [];
        foreach (var (service, below) in settings.Chosen.Zip(layers))
        {
            say($"building {service.Name}");
            images.Add(await BuildAsync(service, source, bases.Of(service), below, settings, cancellationToken));
        }

        return images;
    }

    private async Task<BuiltImage> BuildAsync(
        ServiceImage service, SourceState source, string named, string layers, ImagesSettings settings, CancellationToken cancellationToken)
    {
        var directory = DirectoryOf(service);
        var published = await PublishAsync(service, directory, cancellationToken);
        var bill = await WriteBillAsync(service, source, layers, directory, cancellationToken);

        var context = Directory.CreateDirectory(Path.Combine(directory, "context")).FullName;
        await new LayerArchive()
            .AddTree("app", published, IsNeeded)
            .AddFile($"usr/share/sbom/{service.Name}.cdx.json", bill)
            .AddFile("usr/share/doc/speccursor/LICENSE", Path.Combine(root, "LICENSE"))
            .AddFile("usr/share/doc/speccursor/THIRD-PARTY-NOTICES.md", Path.Combine(root, "THIRD-PARTY-NOTICES.md"))
            .AddDirectory("var/lib/speccursor", User)
            .WriteAsync(Path.Combine(context, "service.tar"), cancellationToken);
        var name = $"{settings.Prefix}/{service.Name}:{settings.Tag ?? source.Version}";
        await BuildAsync(
            "Dockerfile", name, context, settings.NoCache,
            ["--target", service.Name, .. Arguments(
                ("BASE", layers), ("BASE_NAME", named), ("SERVICE", service.Name), ("VERSION", source.Version), ("REVISION", source.Revision), ("SOURCE", source.Url))],
            cancellationToken);
        var size = await tool.DockerAsync(cancellationToken, "image", "inspect", "--format", "{{.Size}}", name);
        return new BuiltImage(service, name, named, long.Parse(size, CultureInfo.InvariantCulture), bill);
    }

    private async Task<string> PublishAsync(ServiceImage service, string directory, CancellationToken cancellationToken)
    {
        var published = Path.Combine(directory, "app");
        if (Directory.Exists(published))
        {
            Directory.Delete(published, recursive: true);
        }

        await tool.RunAsync(
            "dotnet",
            ["publish", service.ProjectFile, "--configuration", "Release", "--output", published, "--nologo", "--verbosity", "quiet", "-p:PublishDocumentationFiles=false"],
            cancellationToken);
        return published;
    }

    /// <summary>Without symbols, the files of other web servers, and the program that starts the service where nobody says dotnet.</summary>
    private static bool IsNeeded(string file) => Path.GetExtension(file) is ".dll" or ".so" || file.EndsWith(".deps.json", StringComparison.Ordinal)
        || file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal) || file.EndsWith(".staticwebassets.endpoints.json", StringComparison.Ordinal);

    /// <summary>Puts what a service starts onto its base.</summary>
    private async Task<string> BuildToolsAsync(ServiceImage service, ImageBase bases, bool noCache, CancellationToken cancellationToken)
    {
        var onto = bases.Of(service);
        if (!service.NeedsTools)
        {
            return onto;
        }

        var context = Directory.CreateDirectory(Path.Combine(DirectoryOf(service), "tools")).FullName;
        var programs = new LayerArchive().AddDirectory("usr/local/bin");
        if (service.HasNode)
        {
            await new NodePrograms(Path.Combine(files, "tools"), output, tool).AddToAsync(programs, cancellationToken);
        }

        await programs.WriteAsync(Path.Combine(context, "programs.tar"), cancellationToken);
        var image = $"speccursor.local/tools:{service.Name}";
        await BuildAsync("tools/Dockerfile", image, context, noCache, Arguments(("BASE", onto), ("PACKAGES", string.Join(' ', service.Packages))), cancellationToken);
        return image;
    }

    private async Task<string> WriteBillAsync(ServiceImage service, SourceState source, string layers, string directory, CancellationToken cancellationToken)
    {
        var bill = await BillOfMaterials.ReadAsync(service, source, directory, tool, cancellationToken);
        var runtimes = await tool.DockerAsync(cancellationToken, "run", "--rm", "--network", "none", "--entrypoint", "dotnet", layers, "--list-runtimes");
        bill.Add(DotnetRuntimes.Read(runtimes, RuntimeInformation.RuntimeIdentifier));
        if (service.HasSdk)
        {
            bill.Add(DotnetRuntimes.ReadSdks(await tool.DockerAsync(cancellationToken, "run", "--rm", "--network", "none", "--entrypoint", "dotnet", layers, "--list-sdks")));
        }

        var (status, release) = (Path.Combine(directory, "dpkg-status"), Path.Combine(directory, "os-release"));
        try
        {
            await tool.CopyOutAsync(layers, [("/var/lib/dpkg/status", status), ("/etc/os-release", release)], cancellationToken);
            bill.Add(DebianPackages.Read(await File.ReadAllTextAsync(status, cancellationToken), await File.ReadAllTextAsync(release, cancellationToken)));
        }
        catch (ImageException exception) when (!service.NeedsTools)
        {
            // Ubuntu's chiselled images have a record of another kind.
            say($"the bill of materials of {service.Name} leaves out the packages of {layers}, which has no record of dpkg ({exception.Message})");
        }

        if (service.HasNode)
        {
            bill.Add(NpmPackages.Read(await File.ReadAllTextAsync(Path.Combine(files, "tools", "package-lock.json"), cancellationToken), NodePrograms.NodePackage));
        }

        var path = Path.Combine(output, $"{service.Name}.cdx.json");
        await bill.WriteAsync(path, cancellationToken);
        return path;
    }

    private string DirectoryOf(ServiceImage service) => Directory.CreateDirectory(Path.Combine(output, service.Name)).FullName;

    private Task<string> BuildAsync(string file, string image, string context, bool noCache, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string[] cache = noCache ? ["--no-cache"] : [];
        return tool.DockerAsync(cancellationToken, ["build", "--quiet", .. cache, "--file", Path.Combine(files, file), .. arguments, "--tag", image, context]);
    }

    private static IEnumerable<string> Arguments(params IEnumerable<(string Name, string Value)> arguments) =>
        arguments.SelectMany(argument => new[] { "--build-arg", $"{argument.Name}={argument.Value}" });
}
