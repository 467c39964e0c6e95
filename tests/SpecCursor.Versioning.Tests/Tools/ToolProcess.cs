using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SpecCursor.Versioning.Tests.Tools;

/// <summary>Runs a reference implementation to its end.</summary>
internal static class ToolProcess
{
    /// <summary>Runs a command that has to succeed, and returns what it printed.</summary>
    /// <param name="start">The command, its arguments, folder and environment.</param>
    /// <param name="package">The Debian package that brings the command.</param>
    /// <param name="input">What it reads.</param>
    public static async Task<string> RunAsync(ProcessStartInfo start, string package, string input = "")
    {
        var (exitCode, output, error) = await TryAsync(start, package, input);
        Assert.True(exitCode == 0, $"'{start.FileName} {string.Join(' ', start.ArgumentList)}' failed: {output}{error}");
        return output;
    }

    /// <summary>Runs a command whether or not it succeeds.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(ProcessStartInfo start, string package, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        using var process = Start(start, package);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var registration = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await using (process.StandardInput)
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(ProcessStartInfo start, string package)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"'{start.FileName}' can't be started: is it on PATH? Install the Debian package {package}.", exception);
        }
    }
}
