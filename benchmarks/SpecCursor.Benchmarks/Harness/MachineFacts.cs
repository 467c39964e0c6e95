using System.Globalization;
using System.Runtime.InteropServices;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>The machine in general terms: what a reader needs to judge the numbers, and nothing that names it.</summary>
internal static class MachineFacts
{
    private const double Gibibyte = 1024d * 1024 * 1024;

    public static string Describe(bool isQuick)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;
        var mode = isQuick ? "; a smoke run, whose numbers mean nothing" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}: {Environment.ProcessorCount} cores, {memory:0} GiB of memory, {RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}{mode}");
    }

    /// <summary>How busy the machine is before a measurement begins: the load average of the last minute.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
