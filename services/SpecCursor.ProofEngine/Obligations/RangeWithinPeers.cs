using System.Collections.Immutable;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Obligations;

/// <summary>
/// For all versions, published or not: what the written range admits, every peer accepts. Where the same peer was there before, versions that
/// the old range admitted already are left out: the upgrade doesn't make those any worse.
/// </summary>
internal sealed class RangeWithinPeers : IObligation
{
    private const int MaximumRemarks = 20;

    public string Name => "range-within-peers";

    public Statement State(UpgradeProblem problem)
    {
        var peers = problem.Dependents.Where(edge => edge.IsPeer && edge.Range is not null).ToList();
        var names = peers.Select(peer => $"{peer.From.Words} ({peer.RangeWords})").Distinct().ToList();
        return new Statement
        {
            Words = peers.Count == 0
                ? $"No version that {problem.WrittenWords} in {problem.ManifestWords} admits lies outside what a peer accepts: "
                    + $"nothing has {problem.PackageWords} as a peer."
                : $"No version of {problem.PackageWords}, published or not, that {problem.WrittenWords} "
                    + $"in {problem.ManifestWords} admits lies outside what its peers accept: "
                    + $"{string.Join(", ", names.Take(MaximumRemarks))}.",
            Scheme = problem.Scheme,
            Quantification = Quantification.ForAll,
            Assumptions = [new InRange(problem.WrittenRange, VersionTerm.Variable)],
            Claims = [.. peers.Select(peer => Claim(peer, problem))],
            Samples = Samples(problem, peers),
            MeetsAssumptions = problem.WrittenRange.Admits,
            Remarks = [.. Remarks(problem, peers).Take(MaximumRemarks)],
        };
    }

    private static Claim Claim(GraphEdge peer, UpgradeProblem problem)
    {
        var accepted = new InRange(peer.Range!, VersionTerm.Variable);
        var previous = problem.Pairing.Before(peer) is null ? null : problem.OldRange;
        return new Claim
        {
            Formula = previous is null ? accepted : new Disjunction([accepted, new InRange(previous, VersionTerm.Variable)]),
            Holds = version => peer.Range!.Admits(version!) || previous?.Admits(version!) == true,
            Violation = version => $"{peer.From.Words} accepts {problem.PackageWords} {peer.RangeWords}, "
                + $"but the range {problem.WrittenWords} written to {problem.ManifestWords} admits {version!.Text}",
        };
    }

    /// <summary>
    /// The new version, the published ones from the newest, and what lies at or next to the ends of all ranges, as far as the written range
    /// admits them.
    /// </summary>
    private static ImmutableArray<IPackageVersion> Samples(UpgradeProblem problem, List<GraphEdge> peers)
    {
        var suffixes = problem.Scheme.OrderSuffixes([]);
        var bounds = peers.Select(peer => peer.Range!).Append(problem.WrittenRange)
            .SelectMany(range => range.Alternatives).SelectMany(set => set.Comparators).Select(comparator => comparator.Bound);
        var around = bounds.SelectMany(bound => new[]
        {
            bound,
            suffixes.Compose(bound.Release, suffixes.ReleaseRank),
            suffixes.Compose(Next(bound.Release, problem.Scheme.MaximumComponent), suffixes.ReleaseRank),
        });
        return [.. new[] { problem.ToVersion }.Concat(problem.Published.Reverse()).Concat(around).Where(problem.WrittenRange.Admits)];
    }

    private static ImmutableArray<long> Next(ImmutableArray<long> release, long maximum) =>
        release.SetItem(release.Length - 1, release[^1] < maximum ? release[^1] + 1 : maximum);

    private static IEnumerable<string> Remarks(UpgradeProblem problem, List<GraphEdge> peers)
    {
        var admittedBefore = Samples(problem, peers).Where(version => problem.OldRange?.Admits(version) == true).ToList();
        foreach (var peer in peers.Where(peer => problem.Pairing.Before(peer) is not null))
        {
            var outside = admittedBefore.Find(version => !peer.Range!.Admits(version));
            if (outside is not null)
            {
                yield return $"As before the upgrade: {peer.From.Words} accepts {problem.PackageWords} {peer.RangeWords}, "
                    + $"while {problem.WrittenWords} admits {outside.Text}, as {PlainWords.Of(problem.Command.OldRange)} did.";
            }
        }
    }
}
