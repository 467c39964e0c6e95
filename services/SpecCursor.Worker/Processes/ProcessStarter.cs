using System.Collections.Concurrent;
using System.Diagnostics;

namespace SpecCursor.Worker.Processes;

/// <summary>
/// Starts child processes from one thread that lives as long as the service. Linux ties a child's parent-death signal to the
/// thread that started it: started from the thread pool, a sandbox would be killed when that pool thread retires.
/// </summary>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<Request> _requests = [];
    private readonly Thread _thread;

    public ProcessStarter()
    {
        _thread = new Thread(Serve) { IsBackground = true, Name = "process starter" };
        _thread.Start();
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program isn't there or may not be run.</exception>
    public Task<Process> StartAsync(ProcessStartInfo startInfo)
    {
        var request = new Request(startInfo, new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously));
        _requests.Add(request);
        return request.Completion.Task;
    }

    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    private void Serve()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            try
            {
                request.Completion.SetResult(Process.Start(request.StartInfo)!);
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                request.Completion.SetException(exception);
            }
        }
    }

    private sealed record Request(ProcessStartInfo StartInfo, TaskCompletionSource<Process> Completion);
}
