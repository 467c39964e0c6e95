using System.Globalization;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>What every measurement draws on.</summary>
/// <param name="layout">Where the built programs are.</param>
/// <param name="isQuick">Whether this is a smoke run.</param>
internal sealed class Bench(RepositoryLayout layout, bool isQuick)
{
    public RepositoryLayout Layout { get; } = layout;

    public bool IsQuick { get; } = isQuick;

    /// <summary>Tells whoever watches what is going on.</summary>
    public static void Say(string what) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetLocalNow():HH:mm:ss}  {what}"));

    /// <summary>How much to do: enough for a number, or just enough to see that it works.</summary>
    public int Amount(int full, int quick) => IsQuick ? quick : full;

    /// <summary>How long to do it.</summary>
    public TimeSpan Time(double fullSeconds, double quickSeconds) => TimeSpan.FromSeconds(IsQuick ? quickSeconds : fullSeconds);
}
