using System.Diagnostics;
using System.Globalization;
using SpecCursor.Benchmarks.Backing;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>
/// Processor time by who used it, all cores together. Unlike a rate it hardly depends on what else the machine does, and where there are few
/// cores it is what bounds a rate.
/// </summary>
/// <param name="Service">The service that is measured; none in a baseline without one.</param>
/// <param name="Postgres">All of Postgres.</param>
/// <param name="Harness">This program: the load, and what it plays.</param>
internal sealed record ProcessorUse(TimeSpan Service, TimeSpan Postgres, TimeSpan Harness)
{
    public static ProcessorUse None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    private TimeSpan Total => Service + Postgres + Harness;

    /// <summary>What has been used up to now.</summary>
    public static ProcessorUse Now(ServiceProcess service, BackingServers backing)
    {
        using var own = Process.GetCurrentProcess();
        return new ProcessorUse(service.ProcessorTime, backing.PostgresProcessorTime, own.TotalProcessorTime);
    }

    public static ProcessorUse operator +(ProcessorUse left, ProcessorUse right) =>
        new(left.Service + right.Service, left.Postgres + right.Postgres, left.Harness + right.Harness);

    public static ProcessorUse operator -(ProcessorUse left, ProcessorUse right) =>
        new(left.Service - right.Service, left.Postgres - right.Postgres, left.Harness - right.Harness);

    /// <summary>Milliseconds an operation, in words.</summary>
    /// <param name="operations">How many there were.</param>
    /// <param name="service">What to call the service.</param>
    /// <param name="harness">What to call this program's part.</param>
    public string Describe(double operations, string service, string harness) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Total.TotalMilliseconds / operations:0.0#} ms ({service} {Service.TotalMilliseconds / operations:0.0#}, Postgres {Postgres.TotalMilliseconds / operations:0.0#}, {harness} {Harness.TotalMilliseconds / operations:0.0#})");
}
