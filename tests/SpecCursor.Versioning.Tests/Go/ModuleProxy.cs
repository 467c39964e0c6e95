using SpecCursor.Versioning.Tests.Tools;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>Modules in a folder, laid out as go reads them from a proxy, and a main module that go is run in.</summary>
internal sealed class ModuleProxy : IDisposable
{
    private const string Main = "example.org/main";

    private readonly string _folder = Directory.CreateTempSubdirectory("speccursor-go-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public async Task PublishAsync(string path, string version, IEnumerable<(string Path, string Version)> requirements)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "proxy", path, "@v")).FullName;
        await File.AppendAllTextAsync(Path.Combine(folder, "list"), version + '\n');
        await File.WriteAllTextAsync(Path.Combine(folder, version + ".info"), $$"""{"Version":"{{version}}"}""");
        await File.WriteAllTextAsync(Path.Combine(folder, version + ".mod"), Manifest(path, requirements));
    }

    /// <summary>Makes the main module.</summary>
    public async Task RequireAsync(IEnumerable<(string Path, string Version)> requirements)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "main"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "main", "go.mod"), Manifest(Main, requirements));
    }

    /// <summary>What a go command prints in the main module.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["GO111MODULE"] = "on",
            ["GOFLAGS"] = "-mod=mod -modcacherw",
            ["GOPATH"] = Path.Combine(_folder, "path"),
            ["GOPROXY"] = new Uri(Path.Combine(_folder, "proxy")).AbsoluteUri,
        };
        var output = await ToolProcess.RunAsync(GoCommand.Start(Path.Combine(_folder, "main"), environment, arguments), GoCommand.Package);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>From go 1.17 on a manifest lists what it needs indirectly as well, and go doesn't look further; we want it to look.</summary>
    private static string Manifest(string path, IEnumerable<(string Path, string Version)> requirements) =>
        $"module {path}\n\ngo 1.16\n\n" + string.Concat(requirements.Select(requirement => $"require {requirement.Path} {requirement.Version}\n"));
}
