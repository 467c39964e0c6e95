using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>The load on one receiver of webhooks, and what it adds up to.</summary>
internal sealed class WebhookLoad(ServiceProcess receiver, BackingServers backing, int callers) : IDisposable
{
    private const string AcceptedMetric = "speccursor_webhooks_total{";

    private readonly HttpClient client = LoadClient.Create(receiver.Address);
    private readonly SignedDelivery delivery = new();
    private readonly List<double> handled = [];

    /// <summary>Deliveries that were answered in time.</summary>
    public long Completed { get; private set; }

    /// <summary>Processor time that went into them, until the receiver had nothing left to do.</summary>
    public ProcessorUse Used { get; private set; } = ProcessorUse.None;

    /// <summary>Deliveries a second of each round, the time included until the receiver had nothing left to do.</summary>
    public IReadOnlyList<double> Handled => handled;

    /// <summary>Sends deliveries for a time, and waits until the receiver has nothing left to do.</summary>
    /// <returns>Deliveries answered a second.</returns>
    public async Task<double> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var used = ProcessorUse.Now(receiver, backing);
        var result = await ClosedLoop.RunForAsync(callers, duration, token => delivery.SendAsync(client, token), cancellationToken);
        var queued = await receiver.WaitUntilIdleAsync(cancellationToken);
        Used += ProcessorUse.Now(receiver, backing) - used;
        Completed += result.Completed;
        handled.Add(result.Completed / (result.Elapsed + queued).TotalSeconds);
        return result.PerSecond;
    }

    /// <summary>Starts adding up anew.</summary>
    public void Forget()
    {
        (Completed, Used) = (0, ProcessorUse.None);
        handled.Clear();
    }

    /// <summary>
    /// Checks what the GitHub app itself counts: a delivery that it ignores is answered with success, too, and must not pass for one that it
    /// accepted.
    /// </summary>
    /// <exception cref="MeasurementException">It accepted fewer than it answered.</exception>
    public async Task RequireAcceptedAsync(CancellationToken cancellationToken)
    {
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        var accepted = metrics.Split('\n')
            .Where(line => line.StartsWith(AcceptedMetric, StringComparison.Ordinal) && line.Contains("outcome=\"accepted\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        if (accepted < Completed)
        {
            throw new MeasurementException($"The GitHub app answered {Completed} deliveries with success but accepted only {accepted} of them.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}
