namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>Writes constraints into a manifest and leaves every other byte as it is: indentation, comments, line ends, byte-order mark.</summary>
internal static class ManifestEdit
{
    /// <param name="format">The manifest's kind.</param>
    /// <param name="content">The manifest.</param>
    /// <param name="sites">What <see cref="IManifestFormat.Find"/> found in it.</param>
    /// <param name="constraintOf">The constraint to write at a place.</param>
    public static byte[] Apply(IManifestFormat format, ReadOnlyMemory<byte> content, IEnumerable<ConstraintSite> sites, Func<ConstraintSite, string> constraintOf)
    {
        var edited = new List<byte>(content.Length + 64);
        var position = 0;
        foreach (var site in sites.OrderBy(site => site.Start))
        {
            edited.AddRange(content.Span[position..site.Start]);
            position = site.Start + site.Length;
            var current = content.Span[site.Start..position];
            var constraint = constraintOf(site);
            edited.AddRange(constraint == site.Text ? current : format.Write(current, constraint));
        }

        edited.AddRange(content.Span[position..]);
        return [.. edited];
    }
}
