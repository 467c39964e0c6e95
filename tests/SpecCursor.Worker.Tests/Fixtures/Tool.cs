using System.Diagnostics;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Runs the machine's own tools for tests.</summary>
public static class Tool
{
    public static async Task<string> RunAsync(string directory, string name, params string[] arguments)
    {
        var info = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_AUTHOR_NAME"] = info.Environment["GIT_COMMITTER_NAME"] = "Test";
        info.Environment["GIT_AUTHOR_EMAIL"] = info.Environment["GIT_COMMITTER_EMAIL"] = "test@example.org";
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{name} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}: {await error}{await output}");
    }
}
