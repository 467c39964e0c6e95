using System.Globalization;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>What the GitHub app itself counts: a delivery that it ignores is answered with success, too, and must not pass for one that it accepted.</summary>
internal static class AcceptedWebhooks
{
    private const string Metric = "speccursor_webhooks_total{";

    /// <exception cref="MeasurementException">It accepted fewer than it answered.</exception>
    public static async Task RequireAsync(HttpClient app, long answered, CancellationToken cancellationToken)
    {
        var metrics = await app.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        var accepted = metrics.Split('\n')
            .Where(line => line.StartsWith(Metric, StringComparison.Ordinal) && line.Contains("outcome=\"accepted\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        if (accepted < answered)
        {
            throw new MeasurementException($"The GitHub app answered {answered} deliveries with success but accepted only {accepted} of them.");
        }
    }
}
