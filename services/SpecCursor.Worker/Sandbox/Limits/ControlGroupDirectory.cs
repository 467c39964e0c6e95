using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Files of one control group. Reading and writing them fails softly: a group may vanish with the machine's own housekeeping.</summary>
internal static class ControlGroupDirectory
{
    /// <summary>Makes a group and sees whether its limits can be set.</summary>
    public static bool TryCreate(string directory, IReadOnlyDictionary<string, string> settings)
    {
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var (file, value) in settings)
            {
                File.WriteAllText(Path.Combine(directory, file), value);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryRemove(directory);
            return false;
        }
    }

    /// <summary>Removes a group; false while it has processes.</summary>
    public static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static void TryWrite(string directory, string file, string value)
    {
        try
        {
            File.WriteAllText(Path.Combine(directory, file), value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not every kernel has every file; what must be set is set in TryCreate.
        }
    }

    /// <summary>The number beside a name, as in <c>oom_kill 3</c>; zero when it isn't there.</summary>
    public static long Counter(string directory, string file, string name)
    {
        foreach (var line in Lines(directory, file))
        {
            var words = line.Split(' ');
            if (words.Length == 2 && words[0] == name && long.TryParse(words[1], CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return 0;
    }

    /// <summary>The processes in the group.</summary>
    public static IReadOnlyList<int> Processes(string directory) =>
        [.. Lines(directory, "cgroup.procs").Select(line => int.TryParse(line, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    /// <summary>A file's text; empty when it can't be read.</summary>
    public static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string[] Lines(string directory, string file) => ReadOrEmpty(Path.Combine(directory, file)).Split('\n');
}
