using System.Globalization;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Engines.Lean;

/// <summary>
/// Writes formulas in Lean. Bounds are compared number by number, so that <c>omega</c> meets nothing but linear arithmetic.
/// </summary>
internal sealed class LeanTerms(Vocabulary vocabulary)
{
    private readonly string[] _components = [.. vocabulary.Scheme.ReleaseComponents, "rank"];

    public IReadOnlyList<string> Components => _components;

    public string Of(Formula formula) => formula switch
    {
        Constant constant => constant.Value ? "True" : "False",
        Conjunction conjunction => Join(" ∧ ", "True", conjunction.Operands.Select(Of)),
        Disjunction disjunction => Join(" ∨ ", "False", disjunction.Operands.Select(Of)),
        Negation negation => $"¬ ({Of(negation.Operand)})",
        Implication implication => $"({Of(implication.Premise)} → {Of(implication.Conclusion)})",
        InRange inRange => $"range_{vocabulary.NumberOf(inRange.Range)} {Of(inRange.Version)}",
        IsOlder isOlder => $"older {Of(isOlder.Older)} {Of(isOlder.Newer)}",
        IsSame isSame => $"{Of(isSame.Left)} = {Of(isSame.Right)}",
        IsEqual isEqual => $"({Number(isEqual.Left)} : Nat) = {Number(isEqual.Right)}",
        _ => throw new InvalidOperationException($"{formula.GetType().Name} can't be written in Lean."),
    };

    public string Of(VersionTerm term) => term.Version is { } version ? Of(version) : "v";

    public string Of(IPackageVersion version) => $"(⟨{string.Join(", ", vocabulary.Components(version).Select(Number))}⟩ : Version)";

    /// <summary>The meaning of a range for <c>v</c>.</summary>
    public string Of(IVersionRange range) => Join(" ∨ ", "False", range.Alternatives.Select(Alternative));

    /// <summary><c>a</c> precedes <c>b</c>.</summary>
    public string Older() => Chain(0, "<", "<", component => $"b.{component}", "a");

    private string Alternative(ComparatorSet set)
    {
        var terms = set.Comparators.Select(Comparator).ToList();
        if (set.Prereleases == PrereleaseRule.SameSuffix)
        {
            terms.AddRange(set.Comparators.Select(comparator => $"v.rank = {Number(vocabulary.Suffixes.RankOf(comparator.Bound))}").Distinct());
        }
        else if (set.Prereleases != PrereleaseRule.Always)
        {
            var isRelease = vocabulary.ReleaseRanks.Select(run => run.First == run.Last
                ? $"v.rank = {Number(run.First)}"
                : $"({Number(run.First)} ≤ v.rank ∧ v.rank ≤ {Number(run.Last)})");
            var sameRelease = set.Comparators.Where(comparator => set.Prereleases == PrereleaseRule.SameRelease && comparator.Bound.IsPrerelease)
                .Select(comparator => Equal(comparator.Bound.Release)).Distinct();
            terms.Add(Join(" ∨ ", "False", isRelease.Concat(sameRelease)));
        }

        return Join(" ∧ ", "True", terms);
    }

    private string Comparator(VersionComparator comparator)
    {
        var numbers = vocabulary.Components(comparator.Bound);
        string Bound(string component) => Number(numbers[Array.IndexOf(_components, component)]);
        return comparator.Operator switch
        {
            ComparisonOperator.Less => Chain(0, "<", "<", Bound, "v"),
            ComparisonOperator.LessOrEqual => Chain(0, "<", "≤", Bound, "v"),
            ComparisonOperator.Equal => Equal(numbers),
            ComparisonOperator.GreaterOrEqual => Chain(0, ">", "≥", Bound, "v"),
            _ => Chain(0, ">", ">", Bound, "v"),
        };
    }

    private string Equal(IReadOnlyList<long> numbers) => Join(" ∧ ", "True", numbers.Select((number, i) => $"v.{_components[i]} = {Number(number)}"));

    private string Chain(int index, string strict, string last, Func<string, string> other, string subject)
    {
        var name = _components[index];
        if (index == _components.Length - 1)
            return $"{subject}.{name} {last} {other(name)}";
        return $"({subject}.{name} {strict} {other(name)} ∨ {subject}.{name} = {other(name)} ∧ {Chain(index + 1, strict, last, other, subject)})";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Join(string connective, string ofNone, IEnumerable<string> terms) => terms.ToList() switch
    {
        [] => ofNone,
        [var only] => only,
        var several => $"({string.Join(connective, several)})",
    };
}
