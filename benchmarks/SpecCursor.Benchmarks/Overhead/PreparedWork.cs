namespace SpecCursor.Benchmarks.Overhead;

/// <summary>What both sides work on.</summary>
/// <param name="Sample">The folder of the repository's files.</param>
/// <param name="Worker">What tells the worker where packages are.</param>
/// <param name="Bare">What tells the bare tool, and gives it a cache of its own.</param>
internal sealed record PreparedWork(string Sample, IReadOnlyDictionary<string, string> Worker, IReadOnlyDictionary<string, string> Bare);
