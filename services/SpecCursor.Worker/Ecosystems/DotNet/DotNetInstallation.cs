using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.View;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>
/// Where the machine's .NET is. <c>dotnet</c> on the path is mostly a link; what it leads to needs its own folder around it, wherever that is.
/// </summary>
internal sealed class DotNetInstallation(ToolLocator locator)
{
    public const string Tool = "dotnet";

    /// <summary>Where the SDKs are, beside <c>dotnet</c> itself: a mere runtime has the one and not the other.</summary>
    public const string SdkFolder = "sdk";

    private const string SandboxFolder = "/opt/speccursor/dotnet";
    private static readonly string[] LibraryFolders = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64"];

    /// <summary>A command with what it needs to start .NET.</summary>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">There is no .NET, or no SDK.</exception>
    public SandboxCommand AddTo(SandboxCommand command)
    {
        var folder = Path.GetDirectoryName(locator.Find(Tool) ?? throw SandboxFailures.ToolMissing(Tool))!;
        if (!Directory.Exists(Path.Combine(folder, SdkFolder)))
        {
            throw SandboxFailures.ToolMissing(".NET SDK");
        }

        var environment = new Dictionary<string, string>(command.Environment);
        if (!HasCultures())
        {
            // Without ICU, .NET starts only where it is told to do without cultures.
            environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        }

        if (folder.StartsWith("/usr/", StringComparison.Ordinal))
        {
            environment["DOTNET_ROOT"] = folder;
            return command with { Environment = environment, Tools = [.. command.Tools, Tool] };
        }

        // Its own folder is for runs without a sandbox.
        environment["PATH"] = $"{SandboxFolder}:{folder}:{SandboxEnvironment.SystemPath}";
        return command with { Environment = environment, Mounts = [.. command.Mounts, new SandboxMount(folder, SandboxFolder, IsWritable: false, "DOTNET_ROOT")] };
    }

    private static bool HasCultures() => LibraryFolders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder, "*-linux-*").Prepend(folder))
        .Any(folder => Directory.EnumerateFiles(folder, "libicuuc.so*").Any());
}
