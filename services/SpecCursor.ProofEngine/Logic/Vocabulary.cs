using System.Collections.Immutable;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>The versions and ranges that a statement speaks of, each with a number; what the names in solver input are made from.</summary>
internal sealed class Vocabulary
{
    private readonly List<IVersionRange> _ranges = [];
    private readonly Dictionary<(string Text, bool AdmitsAllPrereleases), int> _numbers = [];
    private readonly List<IPackageVersion> _versions = [];

    private Vocabulary(Statement statement)
    {
        Scheme = statement.Scheme;
        HasVariable = statement.Quantification != Quantification.None;
        foreach (var formula in statement.Assumptions.Concat(statement.Claims.Select(claim => claim.Formula)))
            Visit(formula);
        foreach (var guard in statement.Rules.Select(rule => rule.Guard).OfType<Formula>())
            Visit(guard);
        if (statement.Quantification == Quantification.ForAll)
            _versions.AddRange(statement.Samples);
        Suffixes = Scheme.OrderSuffixes(_versions);
        ReleaseRanks = [.. RunsOfReleases()];
    }

    public IVersionScheme Scheme { get; }

    public ISuffixOrder Suffixes { get; }

    /// <summary>The ranks that no prerelease has, in runs: of most ecosystems just that of a release; post-releases have others.</summary>
    public ImmutableArray<(int First, int Last)> ReleaseRanks { get; }

    /// <summary>The ranges in the order of their numbers.</summary>
    public IReadOnlyList<IVersionRange> Ranges => _ranges;

    /// <summary>Whether versions occur at all.</summary>
    public bool HasVersions => HasVariable || _versions.Count > 0 || _ranges.Count > 0;

    private bool HasVariable { get; }

    public static Vocabulary Of(Statement statement) => new(statement);

    /// <summary>The range's number, from 0: the same for ranges that mean the same.</summary>
    public int NumberOf(IVersionRange range) => _numbers[Key(range)];

    /// <summary>The numbers of a version in order: release components, then the rank of its suffix.</summary>
    public ImmutableArray<long> Components(IPackageVersion version) => version.Release.Add(Suffixes.RankOf(version));

    private IEnumerable<(int First, int Last)> RunsOfReleases()
    {
        ImmutableArray<long> zeros = [.. Scheme.ReleaseComponents.Select(_ => 0L)];
        var ranks = Enumerable.Range(0, Suffixes.Count).Where(rank => !Suffixes.Compose(zeros, rank).IsPrerelease).ToList();
        // Ranks that follow on each other keep their distance from their places in the list.
        return ranks.Select((rank, place) => (rank, Distance: rank - place)).GroupBy(pair => pair.Distance, pair => pair.rank)
            .Select(run => (run.First(), run.Last()));
    }

    private void Visit(Formula formula)
    {
        switch (formula)
        {
            case Conjunction conjunction:
                Visit(conjunction.Operands);
                break;
            case Disjunction disjunction:
                Visit(disjunction.Operands);
                break;
            case Negation negation:
                Visit(negation.Operand);
                break;
            case Implication implication:
                Visit(implication.Premise);
                Visit(implication.Conclusion);
                break;
            case InRange inRange:
                Add(inRange.Range);
                Add(inRange.Version);
                break;
            case IsOlder isOlder:
                Add(isOlder.Older);
                Add(isOlder.Newer);
                break;
            case IsSame isSame:
                Add(isSame.Left);
                Add(isSame.Right);
                break;
        }
    }

    private void Visit(ImmutableArray<Formula> formulas)
    {
        foreach (var formula in formulas)
            Visit(formula);
    }

    private void Add(VersionTerm term)
    {
        if (term.Version is { } version)
            _versions.Add(version);
    }

    private void Add(IVersionRange range)
    {
        if (!_numbers.TryAdd(Key(range), _ranges.Count))
            return;
        _ranges.Add(range);
        _versions.AddRange(range.Alternatives.SelectMany(set => set.Comparators).Select(comparator => comparator.Bound));
    }

    private static (string, bool) Key(IVersionRange range) => (range.Text, range.Alternatives.Any(set => set.Prereleases == PrereleaseRule.Always));
}
