using System.Text;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The hashes of a requirement's files, which stand behind it: <c>--hash=sha256:…</c>, mostly each in a continued line.</summary>
internal static class HashLines
{
    /// <summary>Writes other hashes, and leaves every other byte as it is.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="places">Where hashes stand in it.</param>
    /// <param name="hashes">Those to write, of SHA-256 in hexadecimal.</param>
    public static byte[] Write(byte[] manifest, IEnumerable<Range> places, IReadOnlyList<string> hashes)
    {
        // From the last to the first, so that places stay what they are.
        foreach (var place in places.OrderByDescending(place => place.Start.Value))
        {
            var separator = Encoding.Latin1.GetString(manifest[SeparatorStart(manifest, place.Start.Value)..place.Start.Value]);
            var written = string.Join(separator, hashes.Select(hash => $"--hash=sha256:{hash}"));
            manifest = [.. manifest[..place.Start], .. Encoding.Latin1.GetBytes(written), .. manifest[place.End..]];
        }

        return manifest;
    }

    /// <summary>What stands before the first hash stands between all.</summary>
    private static int SeparatorStart(byte[] manifest, int hash)
    {
        var start = hash;
        while (start > 0 && manifest[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\\' or (byte)'\r' or (byte)'\n')
        {
            start--;
        }

        return start;
    }
}
