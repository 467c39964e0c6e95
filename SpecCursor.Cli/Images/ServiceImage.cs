namespace SpecCursor.Cli.Images;

/// <summary>What the image of one service is made of.</summary>
/// <param name="Name">The service's name, and its target in <c>containers/services/Dockerfile</c>.</param>
/// <param name="Project">The project's name.</param>
internal sealed record ServiceImage(string Name, string Project)
{
    /// <summary>Every service.</summary>
    public static IReadOnlyList<ServiceImage> All { get; } =
    [
        new("controller", "SpecCursor.Controller"),
        new("github-app", "SpecCursor.GitHubApp") { Packages = ["git"] },
        new("worker", "SpecCursor.Worker") { Packages = ["git", "bubblewrap", "socat", "util-linux"], HasNode = true },
        new("ai-service", "SpecCursor.AiService"),
        new("proof-engine", "SpecCursor.ProofEngine") { Packages = ["z3"] },
    ];

    /// <summary>The distribution's packages whose programs it starts; with none, its base needs no shell.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Whether it runs Node.js and npm.</summary>
    public bool HasNode { get; init; }

    /// <summary>Whether it runs the .NET SDK.</summary>
    public bool HasSdk { get; init; }

    /// <summary>Whether it starts other programs.</summary>
    public bool NeedsTools => Packages.Count > 0 || HasNode || HasSdk;

    /// <summary>The project's file, from the top of the tree.</summary>
    public string ProjectFile => $"services/{Project}/{Project}.csproj";

    /// <summary>The same with what the upgrades of ecosystems start, where it is the service that does them.</summary>
    public ServiceImage With(IReadOnlyCollection<EcosystemTools> ecosystems) => HasNode
        ? this with { Packages = [.. Packages, .. ecosystems.SelectMany(tools => tools.Packages)], HasSdk = ecosystems.Any(tools => tools.NeedsSdk) }
        : this;
}
