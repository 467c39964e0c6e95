using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>An upgrade of a sample that needs no repair, and what a person types for the same.</summary>
internal interface IEcosystemWork
{
    SampleUpgrade Upgrade { get; }

    /// <summary>The programs that must be on <c>PATH</c>, besides the worker's.</summary>
    IReadOnlyList<string> Tools { get; }

    /// <summary>Pairs of a whole run: fewer where one takes long.</summary>
    int Rounds { get; }

    /// <summary>What a person types in a fresh clone, for a shell.</summary>
    string Script { get; }

    /// <summary>Makes the packages and the sample.</summary>
    /// <param name="layout">Where the repository is.</param>
    /// <param name="folder">A folder for what is made, empty.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<PreparedWork> PrepareAsync(RepositoryLayout layout, string folder, CancellationToken cancellationToken);
}
