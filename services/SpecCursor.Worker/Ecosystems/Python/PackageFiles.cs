using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>What an index has of a package.</summary>
internal sealed record PackageFiles(IReadOnlyList<DistributionFile> Files)
{
    private const int MaximumReason = 300;

    /// <summary>The releases that the files make up.</summary>
    /// <param name="python">The version of Python that is to run them.</param>
    public ReleaseHistory ToHistory(string python)
    {
        var runs = PythonVersion.Parse(python);
        return new ReleaseHistory([.. Files.GroupBy(file => file.Version).Select(release => Of([.. release], runs, python))]);
    }

    /// <summary>The hashes of a version's files, in order.</summary>
    public IReadOnlyList<string> HashesOf(PythonVersion version) =>
        [.. Files.Where(file => file.Version == version).Select(file => file.Sha256).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static Release Of(IReadOnlyList<DistributionFile> files, PythonVersion? runs, string python)
    {
        // A release is yanked as a whole; pip still takes a file of it that isn't.
        var withdrawal = files.All(file => file.Yanked is not null) ? files[0].Yanked
            : files.All(file => !IsFor(file, runs)) ? new Withdrawal($"not for Python {python}", $"it requires {Shorten(files[0].RequiresPython!)}")
            : null;
        return new Release(files[0].Version, files[0].Version.Text, withdrawal, files.Min(file => file.Uploaded));
    }

    private static bool IsFor(DistributionFile file, PythonVersion? runs) =>
        runs is null || file.RequiresPython is null || PythonRange.Parse(file.RequiresPython) is not { } range || range.Admits(runs);

    private static string Shorten(string text) => text.Length > MaximumReason ? text[..MaximumReason] : text;
}
