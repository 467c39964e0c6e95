using System.Collections.Immutable;
using SpecCursor.Contracts.Messages;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>Reads what is to be proved from the command.</summary>
internal sealed class UpgradeProblemReader(VersionSchemes schemes)
{
    private const int MaximumPublished = 20_000;
    private const int MaximumDependents = 10_000;

    /// <summary>Reads the problem.</summary>
    /// <exception cref="ProofInputException">The command makes no sense.</exception>
    public UpgradeProblem Read(ProveUpgrade command)
    {
        var scheme = schemes.Find(command.Context.Ecosystem)
            ?? throw new ProofInputException($"Nothing is known yet of the versions of the ecosystem '{PlainWords.Of(command.Context.Ecosystem)}'.");
        var before = PackageGraph.Read(command.Before, scheme, "before the upgrade");
        var after = PackageGraph.Read(command.After, scheme, "after the upgrade");
        var manifestEdge = ManifestEdge(command, after);
        var published = Published(command, scheme);
        var dependents = after.Edges.Count(edge => ReferenceEquals(edge.To, manifestEdge.To));
        if (dependents > MaximumDependents)
        {
            throw new ProofInputException(
                $"There are {dependents} constraints on {PlainWords.Of(command.Context.PackageName)}; {MaximumDependents} are the most.");
        }

        return new UpgradeProblem
        {
            Command = command,
            Scheme = scheme,
            FromVersion = Version(command.FromVersion, scheme),
            ToVersion = Version(command.ToVersion, scheme),
            WrittenRange = scheme.ParseRange(command.WrittenRange)
                ?? throw new ProofInputException($"The constraint '{PlainWords.Of(command.WrittenRange)}' that was written is no range of versions."),
            OldRange = scheme.ParseRange(command.OldRange),
            Before = before,
            After = after,
            Pairing = new EdgePairing(before, after),
            ManifestEdge = manifestEdge,
            Published = published,
            UnreadableVersions = command.PublishedVersions.Count - published.Length,
            ManifestWords = ManifestWords(command),
        };
    }

    private static IPackageVersion Version(string text, IVersionScheme scheme) =>
        scheme.ParseVersion(text) ?? throw new ProofInputException($"'{PlainWords.Of(text)}' is no version.");

    private static ImmutableArray<IPackageVersion> Published(ProveUpgrade command, IVersionScheme scheme)
    {
        if (command.PublishedVersions.Count > MaximumPublished)
            throw new ProofInputException($"There are {command.PublishedVersions.Count} published versions; {MaximumPublished} are the most.");
        var versions = command.PublishedVersions.Select(scheme.ParseVersion).OfType<IPackageVersion>();
        return [.. versions.Order(Comparer<IPackageVersion>.Create(scheme.Compare))];
    }

    /// <summary>The entry that was edited: that of the package's own name, or else an alias of it.</summary>
    private static GraphEdge ManifestEdge(ProveUpgrade command, PackageGraph after)
    {
        var name = command.Context.PackageName;
        var manifest = after.Find(command.ManifestPackageId)
            ?? throw new ProofInputException(
                $"The manifest's package '{PlainWords.Of(command.ManifestPackageId)}' is not in the lock graph after the upgrade.");
        var entries = manifest.Constraints
            .Where(edge => edge.Constraint.Range == command.WrittenRange && (edge.Constraint.Name == name || edge.To?.Package.Name == name))
            .OrderByDescending(edge => edge.Constraint.Name == name)
            .ThenBy(edge => edge.IsPeer)
            .ToList();
        if (entries.Count == 0)
        {
            throw new ProofInputException(
                $"The lock graph after the upgrade has no constraint '{PlainWords.Of(command.WrittenRange)}' of the manifest on {PlainWords.Of(name)}.");
        }

        return entries[0].To is not null
            ? entries[0]
            : throw new ProofInputException(
                $"The lock graph after the upgrade resolves the manifest's constraint on {PlainWords.Of(name)} to nothing.");
    }

    private static string ManifestWords(ProveUpgrade command) =>
        command.ManifestPackageId.Length == 0 ? "the manifest" : $"the manifest of {PlainWords.Of(command.ManifestPackageId)}";
}
