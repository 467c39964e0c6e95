using System.Diagnostics;
using System.Text;

namespace SpecCursor.Backing.Processes;

/// <summary>Runs short commands to their end: bounded in time and in output, and gone with all their children afterwards.</summary>
public static class CommandRunner
{
    private const int OutputLimit = 64 * 1024;

    /// <summary>Runs a command and waits for it.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="timeout">How long it may take; past it the whole process tree is killed.</param>
    /// <param name="cancellationToken">Kills the process tree, too.</param>
    /// <returns>The exit code and what was printed.</returns>
    /// <exception cref="TimeoutException">The command took longer than <paramref name="timeout"/>.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there or may not be run.</exception>
    public static async Task<CommandResult> RunAsync(Command command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        process.Start();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var output = ReadTailAsync(process.StandardOutput, limit.Token);
            var error = ReadTailAsync(process.StandardError, limit.Token);
            await WriteInputAsync(process, command.Input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{command.Name} did not end within {timeout.TotalSeconds:0} s and was killed.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    internal static ProcessStartInfo StartInfo(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        if (command.Environment is { } environment)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child ended without reading its input: its exit code tells the rest.
        }
    }

    private static async Task<string> ReadTailAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var tail = new StringBuilder();
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            tail.Append(buffer, 0, read);
            if (tail.Length > 2 * OutputLimit)
            {
                tail.Remove(0, tail.Length - OutputLimit);
            }
        }

        return tail.Length > OutputLimit ? tail.ToString(tail.Length - OutputLimit, OutputLimit) : tail.ToString();
    }
}
