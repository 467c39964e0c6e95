using SpecCursor.Contracts.LockGraphs;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// Every registry package that is new or changed carries an integrity hash, and no version that was locked before has another hash now: that
/// would be other contents under the same version, which is how a supply-chain attack looks.
/// </summary>
internal sealed class IntegrityIsKept : IObligation
{
    private const int Absent = 0;
    private const int MaximumRemarks = 20;

    /// <summary>How many different hashes of one version are compared with; of two different ones at least one is another than any third.</summary>
    private const int MaximumHashes = 8;

    public string Name => "integrity-is-kept";

    public Statement State(UpgradeProblem problem)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = problem.Before.Nodes.Where(IsHashed).ToLookup(node => node.Identity);
        var packages = problem.After.Nodes.Where(node => IsHashed(node) || (IsForeign(node) && before.Contains(node.Identity))).ToList();
        var unhashed = packages
            .Where(node => Hashes(node).IsEmpty && before[node.Identity].FirstOrDefault() is { } old && Hashes(old).IsEmpty).ToList();
        var rehashed = packages.Where(node => before[node.Identity].FirstOrDefault() is { } old && IsRehashed(old, node)).ToList();
        return new Statement
        {
            Words = "Every package from a registry that is new or changed in the lockfile has an integrity hash, "
                + "and every version that was locked before still has the hash that it had.",
            Scheme = problem.Scheme,
            Claims = [.. packages.SelectMany(node => Claims(node, Different(before[node.Identity]), numbers))],
            Remarks =
            [
                .. unhashed.Take(MaximumRemarks).Select(node => $"{node.Words} had no integrity hash before the upgrade either."),
                .. rehashed.Take(MaximumRemarks)
                    .Select(node => $"{node.Words} has a hash of a stronger algorithm than before, so the two can't be compared."),
            ],
        };
    }

    private static IEnumerable<Claim> Claims(GraphNode node, List<GraphNode> before, Dictionary<string, int> numbers) =>
        before.Count == 0 ? [HasHash(node, numbers)] : before.Select(old => KeepsHash(old, node, numbers)).OfType<Claim>();

    private static List<GraphNode> Different(IEnumerable<GraphNode> copies) =>
        [.. copies.DistinctBy(copy => copy.Package.Integrity).Take(MaximumHashes)];

    private static Claim HasHash(GraphNode node, Dictionary<string, int> numbers)
    {
        var hashes = Hashes(node);
        var number = hashes.IsEmpty ? Absent : Number(node.Package.Integrity!, numbers);
        return new Claim
        {
            Formula = new Negation(new IsEqual(number, Absent)),
            Holds = _ => !hashes.IsEmpty,
            Violation = _ => $"{node.Words} at {PlainWords.Of(node.Package.Id)} comes from a registry and has no integrity hash",
        };
    }

    /// <summary>Null where there is nothing to keep.</summary>
    private static Claim? KeepsHash(GraphNode before, GraphNode after, Dictionary<string, int> numbers)
    {
        var (old, current) = (Hashes(before), Hashes(after));
        if (old.IsEmpty || IsRehashed(before, after))
            return null;
        var pair = old.Comparable(current);
        var numberBefore = Number(pair?.This ?? before.Package.Integrity!, numbers);
        var numberAfter = current.IsEmpty ? Absent : Number(pair?.Other ?? after.Package.Integrity!, numbers);
        return new Claim
        {
            Formula = new IsEqual(numberBefore, numberAfter),
            Holds = _ => pair is { } both && both.This == both.Other,
            Violation = _ => current.IsEmpty
                ? $"{after.Words} at {PlainWords.Of(after.Package.Id)} had an integrity hash and has lost it"
                : $"{after.Words} at {PlainWords.Of(after.Package.Id)} is the same version with other contents: its hash was "
                    + $"{PlainWords.Of(before.Package.Integrity!)} and is {PlainWords.Of(after.Package.Integrity!)}",
        };
    }

    private static bool IsRehashed(GraphNode before, GraphNode after)
    {
        var (old, current) = (Hashes(before), Hashes(after));
        return !old.IsEmpty && old.Comparable(current) is null && current.IsStrongerThan(old);
    }

    private static bool IsHashed(GraphNode node) => node.Package is { Source: PackageSource.Registry, IsBundled: false };

    /// <summary>Whether it comes from elsewhere than a registry, so that a hash is only asked for where there was one.</summary>
    private static bool IsForeign(GraphNode node) =>
        node.Package is { Source: not (PackageSource.Registry or PackageSource.Project), IsBundled: false };

    private static IntegrityHashes Hashes(GraphNode node) => IntegrityHashes.Parse(node.Package.Integrity);

    private static int Number(string text, Dictionary<string, int> numbers)
    {
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count + 1;
        return number;
    }
}
