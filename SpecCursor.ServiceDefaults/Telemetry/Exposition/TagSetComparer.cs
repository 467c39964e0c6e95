using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>Compares tags by name and value, so that a measurement's series is found without copying its tags.</summary>
internal sealed class TagSetComparer : IEqualityComparer<TagSet>, IAlternateEqualityComparer<Tags, TagSet>
{
    public bool Equals(TagSet? x, TagSet? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.Tags, y));

    public bool Equals(Tags alternate, TagSet other)
    {
        var tags = other.Tags;
        if (alternate.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < tags.Length; i++)
        {
            if (!string.Equals(alternate[i].Key, tags[i].Key, StringComparison.Ordinal) || !Equals(alternate[i].Value, tags[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(TagSet obj) => GetHashCode(obj.Tags);

    /// <summary>Of the values only: the tags of one instrument differ in them, and their names are compared anyway.</summary>
    public int GetHashCode(Tags alternate)
    {
        var hash = alternate.Length;
        foreach (var tag in alternate)
        {
            hash = unchecked((hash * 31) + (tag.Value?.GetHashCode() ?? 0));
        }

        return hash;
    }

    public TagSet Create(Tags alternate) => new(alternate.ToArray());
}
