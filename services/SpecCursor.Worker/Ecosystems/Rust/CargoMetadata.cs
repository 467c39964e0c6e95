using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// What <c>cargo metadata</c> says: the lockfile has what every package was resolved to, but only this has what was asked for, and which packages are
/// the repository's own.
/// </summary>
internal sealed record CargoMetadata
{
    public const int MaximumBytes = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required IReadOnlyList<Package> Packages { get; init; }

    /// <summary>Ids of packages.</summary>
    public required IReadOnlyList<string> WorkspaceMembers { get; init; }

    public required string WorkspaceRoot { get; init; }

    public required Resolution Resolve { get; init; }

    /// <exception cref="JsonException">It is something else.</exception>
    public static CargoMetadata Parse(byte[] json) => JsonSerializer.Deserialize<CargoMetadata>(json, Options) ?? throw new JsonException("It is empty.");

    /// <summary>A package.</summary>
    internal sealed record Package
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Version { get; init; }

        public string? Source { get; init; }

        public required string ManifestPath { get; init; }

        public required IReadOnlyList<Requirement> Dependencies { get; init; }
    }

    /// <summary>What a package asks for.</summary>
    internal sealed record Requirement
    {
        public required string Name { get; init; }

        public required string Req { get; init; }

        /// <summary>The name that the package calls it by instead.</summary>
        public string? Rename { get; init; }

        /// <summary><c>dev</c>, <c>build</c>, or null.</summary>
        public string? Kind { get; init; }

        /// <summary>The platform that it is for; null for all.</summary>
        public string? Target { get; init; }

        public bool Optional { get; init; }
    }

    /// <summary>What was chosen.</summary>
    internal sealed record Resolution
    {
        public required IReadOnlyList<Node> Nodes { get; init; }
    }

    /// <summary>What was chosen for a package.</summary>
    internal sealed record Node
    {
        public required string Id { get; init; }

        public required IReadOnlyList<Choice> Deps { get; init; }
    }

    /// <summary>A package that was chosen for one or more requirements.</summary>
    internal sealed record Choice
    {
        /// <summary>The name that code calls it by.</summary>
        public required string Name { get; init; }

        /// <summary>A package's id.</summary>
        public required string Pkg { get; init; }

        public required IReadOnlyList<ChoiceKind> DepKinds { get; init; }
    }

    /// <summary>Which requirements a package was chosen for.</summary>
    internal sealed record ChoiceKind
    {
        public string? Kind { get; init; }

        public string? Target { get; init; }
    }
}
