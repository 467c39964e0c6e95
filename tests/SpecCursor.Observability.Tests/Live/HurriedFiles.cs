using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>A copy of the real configuration whose waits are a second: what is waited for is the same, and nobody wants to wait minutes.</summary>
internal static partial class HurriedFiles
{
    public static void Write(string directory)
    {
        foreach (var file in Repository.FilesBelow("containers/prometheus", "*.yml").Concat(Repository.FilesBelow("containers/alertmanager", "*")))
        {
            var target = Path.Combine(directory, Path.GetRelativePath("containers", file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, Waits().Replace(File.ReadAllText(Repository.PathOf(file)), "$1: 1s"));
        }
    }

    [GeneratedRegex(@"\b(for|interval|scrape_interval|scrape_timeout|evaluation_interval|group_wait|group_interval): \d+\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Waits();
}
