using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Alerts;

/// <summary>
/// From a critical event in a service to the notification at the receiver of pages, through a real Alertmanager with the configuration as it is
/// shipped. Every event comes from a service of another name: of one service, the second would wait for the group's interval.
/// </summary>
internal sealed class AlertMeasurement : IMeasurement
{
    private const double Goal = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => "alerts";

    public string Question => "time from a critical event to the notification";

    public IReadOnlyList<string> Tools => [RequiredTools.Alertmanager];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var directory = TestDirectory.Create("bench-alerts");
        try
        {
            await using var receiver = await FakeReceiver.StartAsync(cancellationToken);
            await using var alertmanager = await MeasuredAlertmanager.StartAsync(
                Path.Combine(bench.Layout.Root, "containers", "alertmanager"), directory, receiver.Address, cancellationToken);
            List<double> times = [];
            for (var round = 0; round < bench.Amount(40, 2); round++)
            {
                var time = await MeasureAsync($"service-{round}", alertmanager.Address, receiver, cancellationToken);
                Bench.Say(string.Create(CultureInfo.InvariantCulture, $"alerts: {time:0} ms"));
                times.Add(time);
            }

            var spread = Spread.Of(times);
            return [Finding.AtMost(Name, "event to notification received", spread.Median, Goal, " ms", spread)];
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    private static async Task<double> MeasureAsync(string name, Uri alertmanager, FakeReceiver receiver, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            [new("OTEL_SERVICE_NAME", name), new("SpecCursor:Alerting:Alertmanagers:0", alertmanager.ToString())]);
        builder.AddServiceDefaults();
        builder.Services.AddMetrics();
        builder.Logging.ClearProviders();
        using var service = builder.Build();
        await service.StartAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);

        var start = TimeProvider.System.GetTimestamp();
        service.Services.GetRequiredService<SpecCursorMetrics>().SuspiciousActivity("secret_leak");
        var arrived = await receiver.WaitAsync(name, limit.Token);

        await service.StopAsync(cancellationToken);
        return TimeProvider.System.GetElapsedTime(start, arrived).TotalMilliseconds;
    }
}
