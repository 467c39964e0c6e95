using System.Diagnostics;
using System.Text.Json;
using SpecCursor.Versioning.Tests.Tools;

namespace SpecCursor.Versioning.Tests.Npm;

/// <summary>The npm packages that we must agree with, installed once beside the tests and asked in one node process a batch.</summary>
public sealed class NodeSemver : IAsyncLifetime
{
    private const string SemverVersion = "7.8.6";
    private const string PackageArgVersion = "14.0.0";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "tools", $"semver-{SemverVersion}-{PackageArgVersion}");

    public async Task InitializeAsync()
    {
        if (Directory.Exists(_folder))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        var staging = Directory.CreateDirectory($"{_folder}.{Guid.NewGuid():N}").FullName;
        await File.WriteAllTextAsync(Path.Combine(staging, "package.json"), "{\"private\":true}");
        string[] arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund", $"semver@{SemverVersion}", $"npm-package-arg@{PackageArgVersion}"];
        await ToolProcess.RunAsync(new ProcessStartInfo("npm", arguments) { WorkingDirectory = staging }, "npm");
        try
        {
            Directory.Move(staging, _folder);
        }
        catch (IOException) when (Directory.Exists(_folder))
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task<IReadOnlyList<TAnswer>> AskAsync<TQuestion, TAnswer>(IReadOnlyList<TQuestion> questions)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Npm", "oracle.cjs"), _folder];
        var input = string.Concat(questions.Select(question => JsonSerializer.Serialize(question, s_json) + '\n'));
        var output = await ToolProcess.RunAsync(new ProcessStartInfo("node", arguments) { WorkingDirectory = _folder }, "nodejs", input);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(questions.Count, lines.Length);
        return [.. lines.Select(line => JsonSerializer.Deserialize<TAnswer>(line, s_json)!)];
    }
}
