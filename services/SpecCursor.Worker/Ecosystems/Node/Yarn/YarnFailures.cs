using System.Text.RegularExpressions;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>Reads what yarn says out of what it printed.</summary>
internal static partial class YarnFailures
{
    /// <param name="install">What yarn did.</param>
    public static Exception Of(CommandOutput install) => EnginePattern().Match(install.Output) is { Success: true } match
        ? new StepFailedException(
            FailureCodes.InstallFailed,
            $"yarn install failed: {match.Groups["package"].Value} wants {match.Groups["engine"].Value} {match.Groups["wanted"].Value}, and {match.Groups["got"].Value} runs here.",
            install.Output)
        : NodeFailures.Of(install, "yarn install", code: null);

    /// <summary>Whether yarn warns that a package is not the one that others ask for as a peer.</summary>
    public static bool HasOverriddenPeer(CommandOutput install) =>
        PeerPattern().IsMatch(install.Output) || install.Output.Contains("YN0060", StringComparison.Ordinal) || install.Output.Contains("YN0086", StringComparison.Ordinal);

    /// <summary>The peers that yarn 1 warns of: its lockfile doesn't tell of any.</summary>
    /// <param name="install">What yarn did.</param>
    /// <param name="package">The package that is asked for as a peer.</param>
    /// <param name="to">The id of the one that is there.</param>
    public static IEnumerable<DependencyEdge> Peers(CommandOutput install, string package, string to) => PeerPattern().Matches(install.Output)
        .Where(match => match.Groups["name"].Value == package)
        .Select(match => new DependencyEdge
        {
            From = match.Groups["from"].Value.Trim(),
            Name = package,
            Range = match.Groups["range"].Value,
            Kind = DependencyKind.Peer,
            To = to,
        })
        .DistinctBy(edge => (edge.From, edge.Range));

    [GeneratedRegex(@"^error (?<package>\S+): The engine ""(?<engine>\w+)"" is incompatible with this module\. Expected version ""(?<wanted>[^""]*)""\. Got ""(?<got>[^""]*)""", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex EnginePattern();

    [GeneratedRegex(@"^warning ""(?:[^""\n]* > )?(?<from>[^"" \n]+)"" has incorrect peer dependency ""(?<name>@?[^@""\n]+)@(?<range>[^""\n]*)""", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex PeerPattern();
}
