using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>What an ecosystem brings along to join the conformance tests.</summary>
public interface IEcosystemSample
{
    string Ecosystem { get; }

    /// <summary>Tells the samples of one ecosystem apart, where it has several.</summary>
    string Name => Ecosystem;

    /// <summary>The manifest of the repository whose tests pass.</summary>
    string Manifest { get; }

    /// <summary>The lockfile that goes with it; null where the ecosystem has none.</summary>
    string? Lockfile { get; }

    /// <summary>The package of the repository whose tests pass before and after.</summary>
    string Package { get; }

    string From { get; }

    string To { get; }

    /// <summary>A package that no repository here depends on.</summary>
    string OtherPackage { get; }

    /// <summary>Whether the ecosystem can run tests. Where it can't, there is nothing to break, and no repository whose tests fail.</summary>
    bool HasTests => true;

    /// <summary>The package, and the version, of the repository whose tests the upgrade breaks.</summary>
    (string Package, string Version) Breaking { get; }

    Task<TestRepository> CreatePassingAsync(WorkerHost host, string name);

    Task<TestRepository> CreateFailingAsync(WorkerHost host, string name);

    Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name);
}
