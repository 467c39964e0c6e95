namespace SpecCursor.Versioning.NuGet;

/// <summary>Writes versions with as many numbers as another text has.</summary>
internal static class NuGetComponents
{
    /// <summary>The version, with as many numbers as the text has, or more where that would leave out one that is not zero.</summary>
    public static string Like(string text, NuGetPackageVersion version) =>
        version.IsPrerelease ? $"{Numbers(text, version)}-{version.Version.Release}" : Numbers(text, version);

    /// <summary>The version's numbers alone.</summary>
    public static string Numbers(string text, NuGetPackageVersion version)
    {
        var written = text.Split('-', '+')[0].Count(character => character == '.') + 1;
        var needed = version.Release.ToList().FindLastIndex(number => number != 0) + 1;
        return string.Join('.', version.Release.Take(Math.Max(written, needed)));
    }
}
