using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Backing.Network;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Alerts;

/// <summary>A real Alertmanager with the configuration as it is shipped, every wait of it included.</summary>
internal sealed class MeasuredAlertmanager : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly SupervisedProcess process;

    private MeasuredAlertmanager(SupervisedProcess process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="configuration">The directory of its configuration.</param>
    /// <param name="directory">Where its files go.</param>
    /// <param name="receiver">Where it sends what PagerDuty gets.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<MeasuredAlertmanager> StartAsync(string configuration, string directory, Uri receiver, CancellationToken cancellationToken)
    {
        var port = LoopbackPort.FindFree();
        var options = new AlertmanagerOptions
        {
            WorkingDirectory = directory,
            ConfigurationDirectory = configuration,
            Port = port,
            Notifications = new NotificationSettings { PagerDutyKey = new string('0', 32), PagerDutyUrl = receiver },
        };
        var command = AlertmanagerServer.Prepare(options, Environment.ProcessId, NullLogger.Instance);
        var process = SupervisedProcess.Start("alertmanager", [command.Program, .. command.Arguments], new Dictionary<string, string>(), StartLimit);
        var alertmanager = new MeasuredAlertmanager(process, port);
        try
        {
            await alertmanager.WaitUntilReadyAsync(port, cancellationToken);
            return alertmanager;
        }
        catch
        {
            await alertmanager.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task WaitUntilReadyAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ReadinessProbe.AskAsync(client, port, cancellationToken);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && TimeProvider.System.GetElapsedTime(start) < StartLimit)
            {
                await pace.WaitForNextTickAsync(cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                throw new MeasurementException($"Alertmanager did not start: {exception.Message}");
            }
        }
    }
}
