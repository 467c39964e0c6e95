namespace SpecCursor.Contracts.Upgrades;

/// <summary>The ecosystems' names as they stand in the API, in metric labels and in branch names.</summary>
public static class Ecosystems
{
    /// <summary>JavaScript and TypeScript with npm, pnpm or yarn.</summary>
    public const string Node = "node";

    /// <summary>Rust with cargo.</summary>
    public const string Rust = "rust";

    /// <summary>Python with pip and its relatives.</summary>
    public const string Python = "python";

    /// <summary>Go modules.</summary>
    public const string Go = "go";

    /// <summary>Base images in Dockerfiles.</summary>
    public const string Dockerfile = "dockerfile";

    /// <summary>.NET with NuGet.</summary>
    public const string DotNet = "dotnet";

    /// <summary>Every ecosystem that the API knows, whether or not this worker supports it yet.</summary>
    public static IReadOnlyList<string> All { get; } = [Node, Rust, Python, Go, Dockerfile, DotNet];
}
