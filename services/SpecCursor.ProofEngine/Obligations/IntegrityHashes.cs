namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// An integrity as lockfiles write it (Subresource Integrity): hashes by algorithm, separated by white space. Several of one algorithm are
/// alternatives and are compared together.
/// </summary>
internal sealed record IntegrityHashes
{
    private static readonly string[] s_weakestFirst = ["md5", "sha1", "sha256", "sha384", "sha512"];

    private readonly SortedDictionary<string, string> _byAlgorithm = new(StringComparer.Ordinal);

    private IntegrityHashes()
    {
    }

    public bool IsEmpty => _byAlgorithm.Count == 0;

    /// <summary>The strongest algorithm there is; 0 for an unknown one.</summary>
    private int Strength => _byAlgorithm.Keys.Select(StrengthOf).DefaultIfEmpty(-1).Max();

    public static IntegrityHashes Parse(string? text)
    {
        var hashes = new IntegrityHashes();
        var words = (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        foreach (var (algorithm, hash) in words.Select(Split).Where(pair => pair.Hash.Length > 0))
            hashes._byAlgorithm[algorithm] = hashes._byAlgorithm.TryGetValue(algorithm, out var other) ? $"{other} {hash}" : hash;
        return hashes;
    }

    /// <summary>
    /// The two hashes that have to be the same for both to be of the same contents: those of the strongest algorithm that both have. Null where they have
    /// none in common.
    /// </summary>
    public (string This, string Other)? Comparable(IntegrityHashes other)
    {
        var common = _byAlgorithm.Keys.Where(other._byAlgorithm.ContainsKey).MaxBy(StrengthOf);
        return common is null ? null : ($"{common}-{_byAlgorithm[common]}", $"{common}-{other._byAlgorithm[common]}");
    }

    /// <summary>Whether this one can only have been written by someone who had the contents that the weaker one is of.</summary>
    public bool IsStrongerThan(IntegrityHashes other) => Strength > other.Strength;

    private static int StrengthOf(string algorithm) => Array.IndexOf(s_weakestFirst, algorithm) + 1;

    private static (string Algorithm, string Hash) Split(string word)
    {
        var withoutOptions = word.Split('?', 2)[0];
        var dash = withoutOptions.IndexOf('-', StringComparison.Ordinal);
        return dash <= 0 ? (string.Empty, string.Empty) : (withoutOptions[..dash], withoutOptions[(dash + 1)..]);
    }
}
