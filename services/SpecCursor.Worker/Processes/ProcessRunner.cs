using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace SpecCursor.Worker.Processes;

/// <summary>Runs our own tools to their end, with bounded output and a time limit; the whole tree dies with either, or with the token.</summary>
internal sealed class ProcessRunner(ProcessStarter starter, TimeProvider time)
{
    private const int MaximumErrorBytes = 8 * 1024;

    /// <exception cref="System.ComponentModel.Win32Exception">The program isn't there.</exception>
    public async Task<ProcessOutcome> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        using var process = await starter.StartAsync(StartInfo(command));
        using var timeout = new CancellationTokenSource(command.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var error = ReadTailAsync(process.StandardError.BaseStream);
        try
        {
            var input = WriteAsync(process.StandardInput.BaseStream, command.Input, either.Token);
            var (output, tooLarge) = await ReadAsync(process.StandardOutput.BaseStream, command.MaximumOutputBytes, either.Token);
            if (tooLarge)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(either.Token);
            await input;
            return new ProcessOutcome { ExitCode = process.ExitCode, Output = output, Error = await error, OutputTooLarge = tooLarge };
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProcessOutcome { ExitCode = process.ExitCode, Output = [], Error = await error, TimedOut = true };
        }
    }

    private static ProcessStartInfo StartInfo(ProcessCommand command)
    {
        var info = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input, cancellationToken);
            }
        }
        catch (IOException)
        {
            // The tool ended without reading all of it; its exit code tells.
        }
    }

    private static async Task<(byte[] Output, bool TooLarge)> ReadAsync(Stream stream, int maximum, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await stream.ReadAsync(output.GetMemory(16 * 1024), cancellationToken);
            if (read == 0)
            {
                return (output.WrittenSpan.ToArray(), false);
            }

            output.Advance(read);
            if (output.WrittenCount > maximum)
            {
                return ([], true);
            }
        }
    }

    private static async Task<string> ReadTailAsync(Stream stream)
    {
        var buffer = new byte[MaximumErrorBytes * 2];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                var start = Math.Max(0, length - MaximumErrorBytes);
                return Encoding.UTF8.GetString(buffer, start, length - start).Trim();
            }

            length += read;
            if (length == buffer.Length)
            {
                buffer.AsSpan(length - MaximumErrorBytes).CopyTo(buffer);
                length = MaximumErrorBytes;
            }
        }
    }
}
