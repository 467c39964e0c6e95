using System.Globalization;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Benchmarks.Upgrade;

/// <summary>How long each service takes to answer <c>/metrics</c> after upgrades, as Prometheus asks it: in OpenMetrics.</summary>
internal static class ScrapeTime
{
    private const double Goal = 50;
    private const int Scrapes = 40;

    /// <summary>Scrapes every service, and reports the slowest one's median.</summary>
    public static async Task<Finding> MeasureAsync(ApplicationStatus application, CancellationToken cancellationToken)
    {
        List<Spread> services = [];
        foreach (var service in application.Resources.Where(resource => resource.Type == "Project" && resource.Url is not null))
        {
            services.Add(await MeasureAsync(new Uri(service.Url!), cancellationToken));
        }

        var slowest = services.MaxBy(spread => spread.Median) ?? throw new MeasurementException("The application has no services.");
        return Finding.AtMost("upgrade", $"answer to /metrics, the slowest of {services.Count.ToString(CultureInfo.InvariantCulture)} services", slowest.Median, Goal, " ms", slowest);
    }

    private static async Task<Spread> MeasureAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = LoadClient.Create(address);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/openmetrics-text; version=1.0.0");
        List<double> times = [];
        for (var scrape = 0; scrape <= Scrapes; scrape++)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first one opens the connection.
        return Spread.Of(times.Skip(1));
    }
}
