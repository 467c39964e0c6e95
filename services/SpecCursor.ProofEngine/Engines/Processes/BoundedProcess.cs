using System.Diagnostics;
using System.Text;

namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>Runs child processes within limits of time, memory and output; what is over a limit is killed with everything that it started.</summary>
internal sealed class BoundedProcess(TimeProvider time)
{
    private const int MaximumError = 64 * 1024;

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable can't be run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the process has been killed.</exception>
    public async Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var excess = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, excess.Token, cancellationToken);
        using var process = Process.Start(BoundedStart.Of(request))!;
        using var killing = stop.Token.Register(() => Kill(process));
        var output = ReadAsync(process.StandardOutput, request.MaximumOutput, excess);
        var error = ReadAsync(process.StandardError, MaximumError, null);
        await WriteAsync(process.StandardInput, request.Input);
        await process.WaitForExitAsync(CancellationToken.None);
        var printed = await output;
        var complained = await error;
        cancellationToken.ThrowIfCancellationRequested();
        var exitCode = stop.IsCancellationRequested ? -1 : process.ExitCode;
        return new ProcessOutcome(exitCode, printed, complained, deadline.IsCancellationRequested, excess.IsCancellationRequested);
    }

    private static async Task WriteAsync(StreamWriter writer, string text)
    {
        try
        {
            await writer.WriteAsync(text);
            writer.Close();
        }
        catch (IOException)
        {
            // It ended, or was killed, before it had read everything: its exit says why.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, int maximum, CancellationTokenSource? excess)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            if (text.Length + count <= maximum)
                text.Append(buffer, 0, count);
            else if (excess is { IsCancellationRequested: false })
                await excess.CancelAsync();
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended at this very moment.
        }
    }
}
