using System.Collections.Immutable;
using System.Text;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// Reads ranges. The stages and their order are node-semver's, since on unusual input the order is what decides: hyphen ranges, white
/// space after operators, then every word by itself (caret, tilde, wildcards), and at last the comparators that these come down to.
/// </summary>
internal static class NpmRangeParser
{
    public static NpmRange? Parse(string text, NpmSyntax syntax)
    {
        var sets = new List<ImmutableArray<NpmComparator>>();
        foreach (var alternative in NpmText.Collapse(text).Split("||"))
        {
            if (ParseAlternative(NpmText.Trim(alternative), syntax) is not { } set)
                return null;
            if (!set.IsEmpty)
                sets.Add(set);
        }

        return sets.Count == 0 ? null : new NpmRange(Simplify(sets));
    }

    /// <summary>Leaves out alternatives that admit nothing, and all others when one admits everything.</summary>
    private static ImmutableArray<ImmutableArray<NpmComparator>> Simplify(List<ImmutableArray<NpmComparator>> sets)
    {
        if (sets.Count == 1)
            return [.. sets];
        var satisfiable = sets.Where(set => !set[0].IsNothing).ToList();
        if (satisfiable.Count == 0)
            return [sets[0]];
        var any = satisfiable.FindIndex(set => set is [{ Version: null }]);
        return any < 0 ? [.. satisfiable] : [satisfiable[any]];
    }

    /// <summary>Null when the alternative is no range; empty when loose syntax left nothing of it.</summary>
    private static ImmutableArray<NpmComparator>? ParseAlternative(string alternative, NpmSyntax syntax)
    {
        var text = StripBuilds(alternative);
        text = NpmDesugaring.Hyphen(text, syntax) ?? text;
        text = NpmOperatorSpacing.Trim(text);
        var comparators = new List<NpmComparator>();
        foreach (var word in Words(text, syntax))
        {
            if (!NpmComparator.TryMatch(word == ">=0.0.0" ? string.Empty : word, syntax, out var comparator))
            {
                if (syntax == NpmSyntax.Strict)
                    return null;
                continue;
            }

            if (comparator is null)
                return null;
            comparators.Add(comparator);
        }

        return Reduce(comparators);
    }

    /// <summary>
    /// The comparators as text. An empty one, which admits anything, counts at the ends only: in between it is no more than white space,
    /// which shows when loose syntax drops the words beside it.
    /// </summary>
    private static IEnumerable<string> Words(string text, NpmSyntax syntax)
    {
        var words = text.Split(' ').SelectMany(word => NpmDesugaring.Word(word, syntax)).ToList();
        return words.Where((word, i) => word.Length > 0 || i == 0 || i == words.Count - 1);
    }

    private static ImmutableArray<NpmComparator> Reduce(List<NpmComparator> comparators)
    {
        if (comparators.Find(comparator => comparator.IsNothing) is { } nothing)
            return [nothing];
        var distinct = comparators.DistinctBy(comparator => comparator.Text, StringComparer.Ordinal).ToList();
        if (distinct.Count > 1)
            distinct.RemoveAll(comparator => comparator.Version is null);
        return [.. distinct];
    }

    private static string StripBuilds(string text)
    {
        if (!text.Contains('+'))
            return text;
        var result = new StringBuilder(text.Length);
        var cursor = new NpmCursor(text);
        while (!cursor.AtEnd)
        {
            if (cursor.Build(out _, int.MaxValue))
                continue;
            result.Append(text[cursor.Position]);
            cursor.Advance();
        }

        return result.ToString();
    }
}
