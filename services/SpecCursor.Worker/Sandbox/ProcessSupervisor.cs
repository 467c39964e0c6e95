using System.Diagnostics;
using SpecCursor.Worker.LiveOutput;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Sandbox;

/// <summary>Runs a process under limits, and leaves nothing of it behind.</summary>
internal sealed class ProcessSupervisor(ProcessStarter starter, TimeProvider time)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(5);

    /// <param name="startInfo">The process.</param>
    /// <param name="command">What it may use, and where its output is shown.</param>
    /// <param name="group">What bounds it.</param>
    /// <param name="disk">What watches its workspace.</param>
    /// <param name="openGate">What to do before the process's input ends, for which it may wait; cancelled when the process ends first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process and all its children are gone.</exception>
    public async Task<SupervisedOutcome> RunAsync(
        ProcessStartInfo startInfo, SandboxCommand command, IResourceGroup group, DiskWatch disk, Func<CancellationToken, Task> openGate, CancellationToken cancellationToken)
    {
        var limits = command.Limits;
        var started = time.GetTimestamp();
        using var process = await starter.StartAsync(startInfo);
        var output = new BoundedOutput();
        var printed = command.Output?.Begin(command.Display);
        var end = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ended = new CancellationTokenSource();
        var watch = WatchAsync(process, limits, group, disk, started, end, ended.Token);
        var pumps = Task.WhenAll(
            PumpAsync(process.StandardOutput.BaseStream, output, printed?.OpenStream(), limits, end),
            PumpAsync(process.StandardError.BaseStream, output, printed?.OpenStream(), limits, end));
        await using var cancellation = cancellationToken.Register(() => end.TrySetResult(null));
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var gate = OpenGateAsync(process, openGate, ended.Token);
        await Task.WhenAny(exit, end.Task);

        // What came to light only as the process ended counts as well: the kernel kills for want of memory before any watch sees it.
        var limit = end.Task.IsCompleted ? await end.Task : group.Exceeded(process.Id);
        await ended.CancelAsync();
        Kill(process, group);
        await exit;
        await DrainAsync(pumps);
        await watch;
        await gate;
        cancellationToken.ThrowIfCancellationRequested();
        return new SupervisedOutcome(process.ExitCode, time.GetElapsedTime(started), output, limit);
    }

    private static async Task OpenGateAsync(Process process, Func<CancellationToken, Task> openGate, CancellationToken ended)
    {
        try
        {
            await openGate(ended);
        }
        catch (OperationCanceledException)
        {
            // The process ended first.
        }
        finally
        {
            process.StandardInput.Close();
        }
    }

    private static void Kill(Process process, IResourceGroup group)
    {
        // The group first: once the namespace's init is gone, a tree can no longer be followed.
        group.Kill();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Waits for the last output, but not for what got away with the pipe in its hands, which only happens without a sandbox.</summary>
    private async Task DrainAsync(Task pumps)
    {
        try
        {
            await pumps.WaitAsync(DrainPatience, time);
        }
        catch (TimeoutException)
        {
            // Disposing the process closes the pipe.
        }
    }

    private async Task WatchAsync(
        Process process, SandboxLimits limits, IResourceGroup group, DiskWatch disk, long started, TaskCompletionSource<string?> end, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(CheckInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                var limit = time.GetElapsedTime(started) > limits.WallTime ? LimitNames.Time
                    : group.Exceeded(process.Id) ?? (disk.IsExceeded() ? LimitNames.Disk : null);
                if (limit is not null)
                {
                    end.TrySetResult(limit);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ended first.
        }
    }

    private static async Task PumpAsync(
        Stream stream, BoundedOutput output, LineSplitter? lines, SandboxLimits limits, TaskCompletionSource<string?> end)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            lock (output)
            {
                output.Append(buffer.AsSpan(0, read));
            }

            lines?.Append(buffer.AsSpan(0, read));
            if (output.TotalBytes > limits.OutputBytes)
            {
                end.TrySetResult(LimitNames.Output);
            }
        }

        lines?.Complete();
    }
}
