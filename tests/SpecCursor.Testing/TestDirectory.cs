using System.Diagnostics;
using System.Globalization;
using SpecCursor.Backing.Files;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Testing;

/// <summary>Temporary directories of tests. Those of test processes that were killed are swept by the next one.</summary>
public static class TestDirectory
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), $"speccursor-tests-{Environment.UserName}");

    /// <summary>
    /// Where downloaded tools are shared between all tests: <c>SPECCURSOR_TOOLS_DIR</c>, or else what the application itself uses.
    /// </summary>
    public static string Tools =>
        Environment.GetEnvironmentVariable("SPECCURSOR_TOOLS_DIR") is { Length: > 0 } configured
            ? configured
            : Path.Combine(StateLocation.Default, "tools");

    /// <summary>Makes an empty directory that other users can pass through, as an unprivileged Postgres under root must.</summary>
    /// <param name="purpose">A word for the name.</param>
    public static string Create(string purpose)
    {
        Directories.Create(Root, Directories.Readable);
        Sweep();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{purpose}-{Guid.NewGuid():N}");
        return Directories.Create(Path.Combine(Root, name), Directories.Traversable);
    }

    /// <summary>Whether a path is a directory that a test process made which has ended since.</summary>
    public static bool IsOfTheDead(string path) =>
        Path.GetDirectoryName(path) == Root && Directory.Exists("/proc/self") && !Directory.Exists($"/proc/{Path.GetFileName(path).Split('-')[0]}");

    /// <summary>Removes a directory with all that is in it.</summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Remove(path);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            // Hostile tests make folders deeper than a path can name, and names that are no text, which .NET has no way to remove.
            using var rm = Process.Start("rm", ["-rf", "--", path]);
            rm.WaitForExit();
        }
    }

    private static void Sweep()
    {
        foreach (var directory in Directory.EnumerateDirectories(Root))
        {
            if (IsOfTheDead(directory))
            {
                try
                {
                    Remove(directory);
                }
                catch (IOException)
                {
                    // Its server may be ending just now, or another test process sweeps the same: the next sweep gets it.
                }
            }
        }
    }
}
