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
    private const string Debian = "speccursor.local/debian:bookworm";
    private const string Roots = "speccursor.local/roots:bookworm";

    private static readonly string[] RuntimeParts = ["host/fxr", "shared/Microsoft.NETCore.App", "shared/Microsoft.AspNetCore.App"];
    private static readonly string[] Notices = ["LICENSE.txt", "ThirdPartyNotices.txt"];

    /// <summary>The bases of a kind.</summary>
    /// <param name="kind">Which to take.</param>
    /// <param name="noCache">Whether to make every layer again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ImageException">They can't be had.</exception>
    public async Task<ImageBase> GetAsync(BaseKind kind, bool noCache, CancellationToken cancellationToken)
    {
        var official = new ImageBase(Default("Dockerfile"), Default("tools/Dockerfile"));
        if (kind is BaseKind.Local)
        {
            return await MakeAsync(noCache, cancellationToken);
        }

        try
        {
            await PullAsync(official.Plain, cancellationToken);
            await PullAsync(official.WithPackages, cancellationToken);
            return official;
        }
        catch (ImageException exception) when (kind is BaseKind.Auto)
        {
            say($"Microsoft's images can't be had ({exception.Message}): building on local stand-ins of Debian and this machine's .NET {Environment.Version}.");
            return await MakeAsync(noCache, cancellationToken);
        }
    }

    private string Default(string file) => DefaultBase().Match(File.ReadAllText(Path.Combine(files, file))).Groups[1].Value;

    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        if (!await tool.HasImageAsync(image, cancellationToken))
        {
            await tool.DockerAsync(cancellationToken, "pull", "--quiet", image);
        }
    }

    private async Task<ImageBase> MakeAsync(bool noCache, CancellationToken cancellationToken)
    {
        await tool.RunAsync(Path.Combine(files, "local", "debian"), [Debian], cancellationToken);
        var empty = Directory.CreateDirectory(Path.Combine(output, "empty")).FullName;
        string[] cache = noCache ? ["--no-cache"] : [];
        await tool.DockerAsync(cancellationToken, [
            "build", "--quiet", .. cache, "--file", Path.Combine(files, "local", "roots.Dockerfile"), "--build-arg", $"DEBIAN={Debian}", "--tag", Roots, empty]);
        return new ImageBase(await MakeAsync("chiselled", noCache, cancellationToken), await MakeAsync("slim", noCache, cancellationToken));
    }

    private async Task<string> MakeAsync(string root, bool noCache, CancellationToken cancellationToken)
    {
        var image = $"speccursor.local/aspnet:{Environment.Version}-{root}";
        var context = Directory.CreateDirectory(Path.Combine(output, $"base-{root}")).FullName;
        await tool.CopyOutAsync(Roots, [($"/{root}.tar", Path.Combine(context, "root.tar"))], cancellationToken);
        await Runtime().WriteAsync(Path.Combine(context, "runtime.tar"), cancellationToken);
        string[] cache = noCache ? ["--no-cache"] : [];
        await tool.DockerAsync(cancellationToken, [
            "build", "--quiet", .. cache, "--file", Path.Combine(files, "local", "Dockerfile"), "--tag", image, context]);
        return image;
    }

    /// <summary>The .NET that runs this program, without the SDK, at the place where Microsoft's images have it.</summary>
    private static LayerArchive Runtime()
    {
        const string Inside = "usr/share/dotnet";
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
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

    [GeneratedRegex(@"^ARG BASE=(\S+)$", RegexOptions.Multiline)]
    private static partial Regex DefaultBase();
}
