using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.Python;

/// <summary>
/// What a version bears behind its fifth release number, in PEP 440's order: further release numbers first, and of the same ones development
/// releases, prereleases, the release, its post-releases, each before its own local versions.
/// </summary>
internal sealed record PythonSuffix : IComparable<PythonSuffix>
{
    /// <summary>Nothing at all: a release.</summary>
    public static PythonSuffix None { get; } = new();

    /// <summary>The oldest of all, which <c>1.0.dev0</c> bears.</summary>
    public static PythonSuffix First { get; } = new() { Dev = 0 };

    /// <summary>Newer than all post-releases that are read; no version bears it.</summary>
    public static PythonSuffix BeyondPosts { get; } = new() { Post = PythonVersion.MaximumNumber + 1, Dev = 0 };

    /// <summary>The release numbers from the sixth on, without zeros at the end.</summary>
    public ImmutableArray<long> Further { get; init; } = [];

    public PythonPre? Pre { get; init; }

    public long? Post { get; init; }

    public long? Dev { get; init; }

    /// <summary>The segments of the local version; empty when there is none.</summary>
    public ImmutableArray<string> Local { get; init; } = [];

    public bool IsPrerelease => Pre is not null || Dev is not null;

    public bool IsBeyondPosts => Post > PythonVersion.MaximumNumber;

    /// <summary>What stands behind the release numbers, as versions write it.</summary>
    public string Text =>
        Pre?.ToString()
        + Part(".post", Post)
        + Part(".dev", Dev)
        + (Local.IsEmpty ? string.Empty : "+" + string.Join('.', Local));

    /// <summary>The oldest that is newer than this and all of its local versions.</summary>
    public PythonSuffix NextPublic() => Dev is null
        ? this with { Post = Post + 1 ?? 0, Dev = 0, Local = [] }
        : this with { Dev = Dev + 1, Local = [] };

    /// <summary>The oldest that is newer than this and all of its local versions and no prerelease.</summary>
    public PythonSuffix NextFinal() => new()
    {
        Further = Further,
        Post = Pre is not null || (Dev is not null && Post is null) ? null : Dev is not null ? Post : Post + 1 ?? 0,
    };

    public int CompareTo(PythonSuffix? other)
    {
        if (other is null)
            return 1;
        var order = PythonNumbers.Compare(Further, other.Further);
        if (order == 0)
            order = PreKey.CompareTo(other.PreKey);
        if (order == 0)
            order = Nullable.Compare(Post, other.Post);
        if (order == 0)
            order = (Dev ?? long.MaxValue).CompareTo(other.Dev ?? long.MaxValue);
        return order == 0 ? PythonLocal.Compare(Local, other.Local) : order;
    }

    public bool Equals(PythonSuffix? other) => CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(Further.Length, Pre, Post, Dev, Local.Length);

    /// <summary><c>1.0.dev1</c> precedes <c>1.0a1</c>, while <c>1.0a1.dev1</c> and <c>1.0.post1.dev1</c> belong to what they develop.</summary>
    private (int Phase, long Number) PreKey => Pre is { } pre ? ((int)pre.Phase, pre.Number)
        : Post is null && Dev is not null ? (int.MinValue, 0)
        : (int.MaxValue, 0);

    private static string Part(string name, long? number) => number is { } n ? name + n.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
