using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace SpecCursor.Versioning.Tests.NuGet;

/// <summary>A folder of packages and a project that restores from nothing but it.</summary>
internal sealed class FolderFeed : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("speccursor-feed-");

    private string Feed => Path.Combine(_root.FullName, "feed");

    /// <summary>Adds an empty package in these versions.</summary>
    public void Publish(string name, IEnumerable<string> versions)
    {
        Directory.CreateDirectory(Feed);
        foreach (var version in versions)
        {
            using var package = ZipFile.Open(Path.Combine(Feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
            using var nuspec = package.CreateEntry($"{name}.nuspec").Open();
            Nuspec(name, version).Save(nuspec);
        }
    }

    /// <summary>What <c>dotnet restore</c> makes of references to packages.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RestoreAsync(IEnumerable<(string Name, string Range)> packages)
    {
        var project = Path.Combine(_root.FullName, "probe.csproj");
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("RestoreSources", Feed),
                new XElement("NuGetAudit", "false")),
            new XElement("ItemGroup", packages.Select(package =>
                new XElement("PackageReference", new XAttribute("Include", package.Name), new XAttribute("Version", package.Range))))).Save(project);
        await File.WriteAllTextAsync(
            Path.Combine(_root.FullName, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>");
        await RunAsync("restore", project, "--disable-build-servers", "-m:1", "-v:quiet", "--nologo");
        using var assets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_root.FullName, "obj", "project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _root.FullName, RedirectStandardOutput = true };
        // What the SDK that runs the tests says of itself is not for the one that restores.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_root.FullName, "packages");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var registration = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, output);
    }

    private static XElement Nuspec(string name, string version)
    {
        XNamespace schema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        return new XElement(
            schema + "package",
            new XElement(
                schema + "metadata",
                new XElement(schema + "id", name),
                new XElement(schema + "version", version),
                new XElement(schema + "authors", "none"),
                new XElement(schema + "description", "Empty.")));
    }
}
