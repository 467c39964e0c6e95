namespace SpecCursor.Cli.Images;

/// <summary>What the worker starts for upgrades of one ecosystem, besides what it always has.</summary>
/// <param name="Ecosystem">The ecosystem's name.</param>
/// <param name="Packages">
/// The distribution's packages. Where releases differ, alternatives stand behind each other with a <c>|</c>, of which the first that there is gets
/// installed.
/// </param>
internal sealed record EcosystemTools(string Ecosystem, IReadOnlyList<string> Packages)
{
    /// <summary>What stands for every ecosystem.</summary>
    public const string Everything = "all";

    /// <summary>Those whose tools are not in every worker's image, as node's are; dockerfile has none.</summary>
    public static IReadOnlyList<EcosystemTools> All { get; } =
    [
        // Debian 12's own cargo is too old for crates.io; it has a newer one for browsers.
        new("rust", ["cargo-web|cargo", "gcc", "libc6-dev"]),
        new("python", ["python3-pip", "python3-venv", "python3-poetry"]),
        new("go", ["golang-go"]),
        new("dotnet", []) { NeedsSdk = true },
    ];

    /// <summary>Whether it needs the .NET SDK, which the base brings.</summary>
    public bool NeedsSdk { get; private init; }

    /// <summary>Finds the tools of ecosystems.</summary>
    /// <param name="list">Their names, separated by commas, or <see cref="Everything"/>; null for none.</param>
    /// <param name="unknown">The first that there is not; null where all are known.</param>
    public static IReadOnlyList<EcosystemTools> Read(string? list, out string? unknown)
    {
        var names = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        unknown = names.FirstOrDefault(name => name != Everything && All.All(tools => tools.Ecosystem != name));
        return names.Contains(Everything) ? All : [.. All.Where(tools => names.Contains(tools.Ecosystem))];
    }
}
