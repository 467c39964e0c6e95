using System.Diagnostics;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>
/// Shows what the commands of one run print while they run. Whoever prints waits for nothing: lines go into a bounded buffer, which is written several times a second.
/// </summary>
internal sealed class OutputFeed : IAsyncDisposable
{
    private const int MaximumDisplay = 512;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The most that the end of a run is held up by a Redis that does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly OutputConnection _connection;
    private readonly OutputLog _log;
    private readonly OutputBuffer _buffer;
    private readonly SecretRedactor _redactor;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    public OutputFeed(OutputConnection connection, OutputLog log, OutputBuffer buffer, SecretRedactor redactor, TimeProvider time)
    {
        _connection = connection;
        _log = log;
        _buffer = buffer;
        _redactor = redactor;
        _time = time;
        _writing = WriteAsync();
    }

    /// <summary>The step that commands belong to from now on.</summary>
    public UpgradeStep Step { get; set; }

    /// <summary>Announces a command.</summary>
    /// <param name="display">The command as a person would type it.</param>
    public PrintedCommand Begin(string display)
    {
        var command = new PrintedCommand(_buffer, _redactor, Step, _redactor.Redact(display, MaximumDisplay));
        _buffer.Announce(command);
        return command;
    }

    /// <summary>Writes what is left, if that can be done at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        try
        {
            await _writing.WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // It goes on, and ends, by itself.
        }

        _ending.Dispose();
    }

    private async Task WriteAsync()
    {
        using var timer = new PeriodicTimer(Interval, _time);
        var ending = _ending.Token;
        try
        {
            while (await timer.WaitForNextTickAsync(ending))
            {
                if (await FlushAsync())
                {
                    // The first says in the run's trace that Redis is there and how fast; hundreds more would hide the rest of the trace.
                    Activity.Current = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    /// <summary>Writes what there is.</summary>
    /// <returns>Whether there was anything.</returns>
    private async Task<bool> FlushAsync()
    {
        var batches = _buffer.Take();
        if (batches.Count == 0)
        {
            return false;
        }

        if (!await _connection.TryAsync(database => _log.AppendAsync(database, batches)))
        {
            _buffer.Drop(batches);
        }

        return true;
    }
}
