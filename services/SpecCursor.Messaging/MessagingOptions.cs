using Microsoft.Extensions.Configuration;

namespace SpecCursor.Messaging;

/// <summary>How one service handles its queue. Read from <see cref="Section"/>, then adjusted by the service.</summary>
public sealed class MessagingOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SpecCursor:Messaging";

    private const int MaximumRetries = 20;

    private static readonly TimeSpan MaximumWait = TimeSpan.FromHours(1);

    /// <summary>Messages handled at once, 1 to 64.</summary>
    public int Parallelism { get; set; } = Math.Clamp(Environment.ProcessorCount * 2, 2, 16);

    /// <summary>Messages that one poll claims at most, 1 to 1000; null: <see cref="ServiceQueue.Prefetch"/>, or else <see cref="Parallelism"/>.</summary>
    public int? Prefetch { get; set; }

    /// <summary>
    /// Waits between attempts at a message whose handling failed, up to twenty of up to an hour; after the last it is given up.
    /// Those of the configuration replace these.
    /// </summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } =
        [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    /// <summary>How long a node may be silent before its messages are taken over, two seconds to an hour.</summary>
    public TimeSpan StaleNodeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an idle queue is polled, up to an hour; notifications wake it sooner.</summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether handlers are compiled at start (<c>true</c>, for tests with handlers of their own) or were generated ahead.</summary>
    public bool CompileHandlersAtStart { get; set; }

    /// <summary>Reads the options.</summary>
    /// <param name="section">The section of the configuration; may be absent.</param>
    /// <returns>The options.</returns>
    /// <exception cref="InvalidOperationException">A value cannot be read or is out of its range; the message says which and what is allowed.</exception>
    public static MessagingOptions Read(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var options = new MessagingOptions();
        if (section.GetSection(nameof(RetryDelays)).GetChildren().Any())
        {
            // The binder would add to the list that it finds.
            options.RetryDelays = [];
        }

        section.Bind(options);
        Require(options.Parallelism is >= 1 and <= 64, nameof(Parallelism), "a number from 1 to 64");
        Require(options.Prefetch is null or (>= 1 and <= 1000), nameof(Prefetch), "a number from 1 to 1000");
        Require(options.RetryDelays.Count <= MaximumRetries && options.RetryDelays.All(IsWait), nameof(RetryDelays), "up to twenty times of up to an hour");
        Require(IsWait(options.StaleNodeTimeout) && options.StaleNodeTimeout >= TimeSpan.FromSeconds(2), nameof(StaleNodeTimeout), "a time from two seconds to an hour");
        Require(IsWait(options.PollingInterval), nameof(PollingInterval), "a time of up to an hour");
        return options;
    }

    /// <summary>Messages of a queue that are taken at once.</summary>
    internal int PrefetchOf(ServiceQueue queue) => Math.Max(Prefetch ?? queue.Prefetch ?? Parallelism, Parallelism);

    private static bool IsWait(TimeSpan wait) => wait > TimeSpan.Zero && wait <= MaximumWait;

    private static void Require(bool holds, string name, string allowed)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The setting {Section}:{name} is out of its range: give {allowed}.");
        }
    }
}
