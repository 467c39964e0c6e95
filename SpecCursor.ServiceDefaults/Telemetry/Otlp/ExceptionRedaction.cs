using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using SpecCursor.ServiceDefaults.Logging;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

/// <summary>Supplies the texts of an exception that a span records, redacted: the event can't be changed afterwards.</summary>
internal sealed class ExceptionRedaction : IHostedLifecycleService, IDisposable
{
    private readonly ActivityListener _listener;

    public ExceptionRedaction(LogValues values)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            ExceptionRecorder = (Activity _, Exception exception, ref TagList tags) =>
            {
                tags.Add("exception.type", exception.GetType().FullName);
                tags.Add("exception.message", values.Text(exception.Message, LogLimits.Field));
                tags.Add("exception.stacktrace", values.Text(exception.ToString(), LogLimits.StackTrace));
            },
        };
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
