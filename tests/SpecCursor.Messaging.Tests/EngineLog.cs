using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests;

/// <summary>What an engine logs: with its test's output, so that a failure tells what led to it, and to be acted on.</summary>
internal sealed class EngineLog(string service, ITestOutputHelper output) : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Text, Action Act, TaskCompletionSource Done)> _expected = new();

    /// <summary>Does something while the line that has a text is logged: whoever logs it goes on when that is done.</summary>
    /// <returns>Ends when it was done.</returns>
    public Task WhenSaidAsync(string text, Action act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected.Enqueue((text, act, done));
        return done.Task;
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        try
        {
            output.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {service} {line}");
        }
        catch (InvalidOperationException)
        {
            // The test has ended.
        }

        if (_expected.TryPeek(out var expected) && line.Contains(expected.Text, StringComparison.Ordinal) && _expected.TryDequeue(out _))
        {
            try
            {
                expected.Act();
                expected.Done.SetResult();
            }
            catch (Exception exception)
            {
                // The test has to hear of it, and not whoever logs.
                expected.Done.SetException(exception);
            }
        }
    }

    private sealed class Category(EngineLog log, string name) : ILogger
    {
        private bool IsOfEngine => name.StartsWith("Wolverine", StringComparison.Ordinal) || name.StartsWith(nameof(SpecCursor), StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel < LogLevel.None && logLevel >= (IsOfEngine ? LogLevel.Information : LogLevel.Warning);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message.Split('\n')[0]})";
                log.Add($"{logLevel} {name}: {formatter(state, exception)}{cause}");
            }
        }
    }
}
