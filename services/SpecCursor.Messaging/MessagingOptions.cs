namespace SpecCursor.Messaging;

/// <summary>How one service handles its queue. Read from <c>SpecCursor:Messaging</c>, then adjusted by the service.</summary>
public sealed class MessagingOptions
{
    /// <summary>Messages handled at once, 1 to 64.</summary>
    public int Parallelism { get; set; } = Math.Clamp(Environment.ProcessorCount * 2, 2, 16);

    /// <summary>Messages that one poll claims at most, 1 to 1000; null: <see cref="ServiceQueue.Prefetch"/>, or else <see cref="Parallelism"/>.</summary>
    public int? Prefetch { get; set; }

    /// <summary>Waits between attempts at a message whose handling failed; after the last it is given up.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } =
        [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    /// <summary>How long a node may be silent before its messages are taken over.</summary>
    public TimeSpan StaleNodeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an idle queue is polled; notifications wake it sooner.</summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether handlers are compiled at start (<c>true</c>, for tests with handlers of their own) or were generated ahead.</summary>
    public bool CompileHandlersAtStart { get; set; }
}
