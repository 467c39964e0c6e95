using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Upgrade;

/// <summary>
/// Everything that <c>./speccursor up</c> runs, in a directory that is gone afterwards, and real upgrades of a sample in it, each in a repository of its own.
/// </summary>
internal sealed class UpgradedApplication : IAsyncDisposable
{
    private readonly string _directory;
    private readonly SampleUpgrade _upgrade;
    private readonly string _sample;
    private readonly AppHostProcess _process;
    private readonly LocalForge _forge;
    private int _repositories;

    private UpgradedApplication(string directory, SampleUpgrade upgrade, string sample, AppHostProcess process)
    {
        _directory = directory;
        _upgrade = upgrade;
        _sample = sample;
        _process = process;
        _forge = new LocalForge(directory);
        Api = new UpgradeApi(new Uri(process.Status.Addresses.Api ?? throw new MeasurementException("The application has no API.")));
    }

    /// <summary>Its API.</summary>
    public UpgradeApi Api { get; }

    /// <summary>What runs and where.</summary>
    public ApplicationStatus Status => _process.Status;

    /// <summary>Starts it, and waits until all of it is healthy.</summary>
    /// <param name="bench">What measurements draw on.</param>
    /// <param name="purpose">A word for the directory's name.</param>
    /// <param name="upgrade">The upgrade.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<UpgradedApplication> StartAsync(Bench bench, string purpose, SampleUpgrade upgrade, CancellationToken cancellationToken)
    {
        var directory = TestDirectory.Create($"bench-{purpose}");
        AppHostProcess? process = null;
        try
        {
            process = await AppHostProcess.StartAsync(bench.Layout, directory, cancellationToken);
            return new UpgradedApplication(directory, upgrade, bench.Layout.Sample(upgrade.Sample), process);
        }
        catch
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }

            TestDirectory.Delete(directory);
            throw;
        }
    }

    /// <summary>Makes a repository of the sample.</summary>
    /// <returns>Its name in the forge, and where it is.</returns>
    public async Task<(string Name, string Path)> PrepareAsync(CancellationToken cancellationToken)
    {
        var repository = $"bench/{Path.GetFileName(_sample)}-{++_repositories}";
        await _forge.CreateAsync(repository, _sample, cancellationToken);
        return (repository, _forge.PathOf(repository));
    }

    /// <summary>Upgrades a new repository.</summary>
    /// <returns>The upgrade, and the seconds from the request until it was published.</returns>
    public async Task<(UpgradeResource Upgrade, double Seconds)> UpgradeAsync(CancellationToken cancellationToken)
    {
        var (repository, _) = await PrepareAsync(cancellationToken);
        var requested = TimeProvider.System.GetUtcNow();
        var upgrade = await Api.WaitUntilPublishedAsync((await Api.CreateAsync(repository, _upgrade, cancellationToken)).Id, cancellationToken);
        return (upgrade, (upgrade.EndedAt!.Value - requested).TotalSeconds);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _process.DisposeAsync();
        TestDirectory.Delete(_directory);
    }
}
