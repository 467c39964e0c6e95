using System.Diagnostics;
using System.Globalization;
using SpecCursor.Backing.Network;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>A service as people run it: its built program, in a process of its own, on a free loopback port.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private const double IdleShare = 0.1;

    private readonly SupervisedProcess process;

    private ServiceProcess(string name, SupervisedProcess process, Uri address)
    {
        Name = name;
        this.process = process;
        Address = address;
    }

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>Memory as it is now.</summary>
    public ProcessFacts Facts => ProcessFacts.Read(process.ProcessId);

    /// <summary>Processor time that it has used since its start, of all cores together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var running = Process.GetProcessById(process.ProcessId);
            return running.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program and waits until <c>/health/ready</c> answers with success.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Its configuration, as environment variables.</param>
    /// <param name="cancellationToken">Ends the wait, and the service.</param>
    public static async Task<ServiceProcess> StartAsync(
        string name, string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}"));
        var environment = new Dictionary<string, string>(settings) { ["ASPNETCORE_URLS"] = address.ToString() };
        var process = SupervisedProcess.Start(name, ["dotnet", assembly, .. arguments], environment, StopLimit);
        var service = new ServiceProcess(name, process, address);
        try
        {
            await service.WaitUntilReadyAsync(cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the service has nothing left to do: it uses less than a tenth of a core.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < IdleLimit)
        {
            var (before, start) = (ProcessorTime, clock.Elapsed);
            await Task.Delay(IdleInterval, cancellationToken);
            if ((ProcessorTime - before) < (clock.Elapsed - start) * IdleShare)
            {
                return start;
            }
        }

        throw process.Failure(string.Create(CultureInfo.InvariantCulture, $"was still busy {IdleLimit.TotalSeconds:0} s after its load had ended"));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (process.HasExited)
            {
                throw process.Failure("ended at its start");
            }

            if (clock.Elapsed > StartLimit)
            {
                throw process.Failure(string.Create(CultureInfo.InvariantCulture, $"was not ready within {StartLimit.TotalSeconds:0} s"));
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
