using System.Globalization;
using System.Text.RegularExpressions;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Sizes;

/// <summary>The table of sizes that people read, in MB of 10⁶ bytes.</summary>
internal static partial class DocumentedSizes
{
    /// <summary>What the table calls the worker that can do everything.</summary>
    public const string Equipped = "worker with the tools of every ecosystem";

    /// <summary>By the image's name: its size uncompressed, and what of that is the service.</summary>
    public static IReadOnlyDictionary<string, (double Image, double Service)> Read() => RowPattern().Matches(File.ReadAllText(Repository.PathOf("containers/services/README.md")))
        .ToDictionary(row => row.Groups["name"].Value, row => (Number(row.Groups["image"].Value), Number(row.Groups["service"].Value)));

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (?<name>[a-z][a-z -]+) \| (?<image>[\d,]+) \| (?<service>[\d,]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
