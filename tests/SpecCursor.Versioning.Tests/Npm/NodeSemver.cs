using System.Diagnostics;
using System.Text;
using System.Text.Json;

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
        var (exitCode, output) = await RunAsync("npm", arguments, staging, []);
        Assert.True(exitCode == 0, $"npm install failed: {string.Join('\n', output)}");
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
        var lines = questions.Select(question => JsonSerializer.Serialize(question, s_json));
        var (exitCode, output) = await RunAsync("node", arguments, _folder, lines);
        Assert.Equal(0, exitCode);
        Assert.Equal(questions.Count, output.Count);
        return [.. output.Select(line => JsonSerializer.Deserialize<TAnswer>(line, s_json)!)];
    }

    private static async Task<(int ExitCode, IReadOnlyList<string> Output)> RunAsync(
        string command, string[] arguments, string folder, IEnumerable<string> input)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Start(start);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var registration = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        var writing = WriteAsync(process.StandardInput, input);
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            output.Add(line);
        await writing;
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"'{start.FileName}' can't be started: is it on PATH? Install the Debian packages nodejs and npm.", exception);
        }
    }

    private static async Task WriteAsync(StreamWriter writer, IEnumerable<string> lines)
    {
        await using (writer)
        {
            foreach (var line in lines)
                await writer.WriteLineAsync(line);
        }
    }
}
