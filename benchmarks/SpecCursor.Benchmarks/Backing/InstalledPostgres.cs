using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Backing;

/// <summary>Asks for a Postgres that is there already: the application would download one on first use, and this program installs nothing.</summary>
internal static class InstalledPostgres
{
    private const string Distribution = "/usr/lib/postgresql";

    /// <exception cref="MeasurementException">There is none; the message says how to get one.</exception>
    public static void Require()
    {
        if (!HasEntries(Path.Combine(TestDirectory.Tools, "postgres")) && !HasEntries(Distribution) && ExecutableSearch.OnPath("postgres") is null)
        {
            throw new MeasurementException("There is no Postgres yet. Run ./speccursor up or ./speccursor test once, which bring the pinned one, or: apt install postgresql");
        }
    }

    private static bool HasEntries(string directory) => Directory.Exists(directory) && Directory.EnumerateDirectories(directory).Any();
}
