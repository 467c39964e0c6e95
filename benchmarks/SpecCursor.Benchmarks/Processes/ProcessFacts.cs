using System.Globalization;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>What the kernel says of a process.</summary>
internal sealed record ProcessFacts
{
    private const double KibibytesPerMegabyte = 1_000_000d / 1024;

    /// <summary>The program's name, at most 15 characters.</summary>
    public required string Name { get; init; }

    public required int ParentId { get; init; }

    /// <summary>Resident memory in megabytes, shared pages of libraries included.</summary>
    public required double ResidentMegabytes { get; init; }

    /// <summary>The most that it ever was.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Reads a process that must be there.</summary>
    public static ProcessFacts Read(int processId) => TryRead(processId) ?? throw new InvalidOperationException($"Process {processId} has ended.");

    /// <summary>Reads a process; null when it has ended.</summary>
    public static ProcessFacts? TryRead(int processId)
    {
        try
        {
            var fields = File.ReadLines($"/proc/{processId}/status")
                .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
                .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
            return new ProcessFacts
            {
                Name = fields["Name"],
                ParentId = int.Parse(fields["PPid"], CultureInfo.InvariantCulture),
                ResidentMegabytes = Megabytes(fields, "VmRSS"),
                PeakMegabytes = Megabytes(fields, "VmHWM"),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A kernel thread or a zombie has none.
    private static double Megabytes(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) ? double.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture) / KibibytesPerMegabyte : 0;
}
