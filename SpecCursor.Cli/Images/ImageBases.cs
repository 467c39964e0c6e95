using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SpecCursor.Cli.Images;

/// <summary>Finds or makes what the images are built on.</summary>
/// <param name="files">The directory <c>containers/services</c>.</param>
/// <param name="output">Where to put what is made.</param>
/// <param name="tool">Runs the engine's command.</param>
/// <param name="say">Tells the user something.</param>
internal sealed partial class ImageBases(string files, string output, Tool tool, Action<string> say)
{
    private const string Inside = "usr/share/dotnet";
    private const string Debian = "speccursor.local/debian:bookworm";
    private const string Roots = "speccursor.local/roots:bookworm";

    private static readonly string[] RuntimeParts = ["host/fxr", "shared/Microsoft.NETCore.App", "shared/Microsoft.AspNetCore.App"];
    private static readonly string[] SdkParts = ["packs", "sdk-manifests"];
    private static readonly string[] Notices = ["LICENSE.txt", "ThirdPartyNotices.txt"];

    /// <summary>What the chosen services are built on.</summary>
    /// <param name="settings">Which kind to take, for which services, and whether to make every layer again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ImageException">They can't be had.</exception>
    public async Task<ImageBase> GetAsync(ImagesSettings settings, CancellationToken cancellationToken)
    {
        var needsSdk = settings.Chosen.Any(service => service.HasSdk);
        var official = new ImageBase(Default("Dockerfile"), Default("tools/Dockerfile"), needsSdk ? Default("tools/Dockerfile", "SDK_BASE") : null);
        if (settings.Base is BaseKind.Local)
        {
            return await MakeAsync(needsSdk, settings.NoCache, cancellationToken);
        }

        try
        {
            foreach (var image in new[] { official.Plain, official.WithPackages, official.WithSdk }.OfType<string>())
            {
                await PullAsync(image, cancellationToken);
            }

            return official;
        }
        catch (ImageException exception) when (settings.Base is BaseKind.Auto)
        {
            say($"Microsoft's images can't be had ({exception.Message}): building on local stand-ins of Debian and this machine's .NET {Environment.Version}.");
            return await MakeAsync(needsSdk, settings.NoCache, cancellationToken);
        }
    }

    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private string Default(string file, string argument = "BASE") =>
        DefaultArgument().Matches(File.ReadAllText(Path.Combine(files, file))).First(match => match.Groups["name"].Value == argument).Groups["value"].Value;

    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        if (!await tool.HasImageAsync(image, cancellationToken))
        {
            await tool.DockerAsync(cancellationToken, "pull", "--quiet", image);
        }
    }

    private async Task<ImageBase> MakeAsync(bool needsSdk, bool noCache, CancellationToken cancellationToken)
    {
        await tool.RunAsync(Path.Combine(files, "local", "debian"), [Debian], cancellationToken);
        var empty = Directory.CreateDirectory(Path.Combine(output, "empty")).FullName;
        string[] cache = noCache ? ["--no-cache"] : [];
        await tool.DockerAsync(cancellationToken, [
            "build", "--quiet", .. cache, "--file", Path.Combine(files, "local", "roots.Dockerfile"), "--build-arg", $"DEBIAN={Debian}", "--tag", Roots, empty]);
        var version = Environment.Version;
        return new ImageBase(
            await MakeAsync($"aspnet:{version}-chiselled", "chiselled", Runtime(), noCache, cancellationToken),
            await MakeAsync($"aspnet:{version}-slim", "slim", Runtime(), noCache, cancellationToken),
            needsSdk ? await MakeAsync($"sdk:{version}-slim", "slim", AddSdk(Runtime()), noCache, cancellationToken) : null);
    }

    private async Task<string> MakeAsync(string name, string root, LayerArchive runtime, bool noCache, CancellationToken cancellationToken)
    {
        var image = $"speccursor.local/{name}";
        var context = Directory.CreateDirectory(Path.Combine(output, $"base-{name.Split(':')[0]}-{root}")).FullName;
        await tool.CopyOutAsync(Roots, [($"/{root}.tar", Path.Combine(context, "root.tar"))], cancellationToken);
        await runtime.WriteAsync(Path.Combine(context, "runtime.tar"), cancellationToken);
        string[] cache = noCache ? ["--no-cache"] : [];
        await tool.DockerAsync(cancellationToken, [
            "build", "--quiet", .. cache, "--file", Path.Combine(files, "local", "Dockerfile"), "--tag", image, context]);
        return image;
    }

    /// <summary>The .NET that runs this program, without the SDK, at the place where Microsoft's images have it.</summary>
    private static LayerArchive Runtime()
    {
        var root = DotnetRoot;
        var archive = new LayerArchive().AddLink("usr/bin/dotnet", "/usr/share/dotnet/dotnet").AddFile($"{Inside}/dotnet", Path.Combine(root, "dotnet"), isProgram: true);
        foreach (var part in RuntimeParts)
        {
            var folder = $"{part}/{Environment.Version}";
            archive.AddTree($"{Inside}/{folder}", Path.Combine(root, folder));
        }

        foreach (var notice in Notices.Where(notice => File.Exists(Path.Combine(root, notice))))
        {
            archive.AddFile($"{Inside}/{notice}", Path.Combine(root, notice));
        }

        return archive;
    }

    /// <summary>Adds the newest SDK of this machine's that belongs to that .NET, and the reference assemblies that it builds with.</summary>
    private static LayerArchive AddSdk(LayerArchive archive)
    {
        var newest = Directory.EnumerateDirectories(Path.Combine(DotnetRoot, "sdk"))
            .Select(folder => (Folder: folder, Version: Version.TryParse(Path.GetFileName(folder), out var version) ? version : null))
            .Where(sdk => sdk.Version?.Major == Environment.Version.Major)
            .MaxBy(sdk => sdk.Version).Folder
            ?? throw new ImageException($"this machine has no SDK of .NET {Environment.Version.Major} in {Path.Combine(DotnetRoot, "sdk")} to build a local base with.");
        archive.AddTree($"{Inside}/sdk/{Path.GetFileName(newest)}", newest);
        foreach (var part in SdkParts.Where(part => Directory.Exists(Path.Combine(DotnetRoot, part))))
        {
            archive.AddTree($"{Inside}/{part}", Path.Combine(DotnetRoot, part));
        }

        return archive;
    }

    [GeneratedRegex(@"^ARG (?<name>\w+)=(?<value>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex DefaultArgument();
}
