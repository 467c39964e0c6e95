using SpecCursor.AiService.Tests.Support;

namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>Folders with the real packages, installed once for all recipe tests: before the changes, after them, and later still.</summary>
public sealed class NpmFolders : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("speccursor-recipes-").FullName;
    private int _cases;

    public string Before => Path.Combine(_root, "before");

    public string After => Path.Combine(_root, "after");

    public string Later => Path.Combine(_root, "later");

    public async Task InitializeAsync()
    {
        await Task.WhenAll(
            InstallAsync(Before, PackagePins.All.Select(pin => $"{pin.Key}@{pin.Value.Before}")),
            InstallAsync(After, PackagePins.All.Select(pin => $"{pin.Key}@{pin.Value.After}")),
            InstallAsync(Later, PackagePins.Later.Select(pin => $"{pin.Key}@{pin.Value}")));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs a file with node in a folder of its own below one of the folders.</summary>
    internal async Task<ToolRun> RunAsync(string folder, string fileName, string text)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, $"case-{Interlocked.Increment(ref _cases)}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, fileName), text);
        return await Tool.RunAsync("node", "nodejs", directory, TimeSpan.FromSeconds(60), "--no-warnings", fileName);
    }

    private static async Task InstallAsync(string folder, IEnumerable<string> packages)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "name": "recipes", "private": true }""");
        string[] arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", .. packages];
        var run = await Tool.RunAsync("npm", "npm", folder, TimeSpan.FromMinutes(5), arguments);
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install the packages that the recipes are tried on: {run.Output}");
        }
    }
}
