using SpecCursor.Backing.Processes;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>The programs that measurements run, and the Debian packages that bring them.</summary>
internal static class RequiredTools
{
    public const string Git = "git";
    public const string DotNet = "dotnet";
    public const string Node = "node";
    public const string Npm = "npm";
    public const string Bubblewrap = "bwrap";
    public const string Socat = "socat";
    public const string SetPriv = "setpriv";
    public const string Z3 = "z3";
    public const string Redis = "redis-server";
    public const string Cargo = "cargo";
    public const string Python = "python3";
    public const string Go = "go";
    public const string Alertmanager = "prometheus-alertmanager";

    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        [Git] = "git",
        [DotNet] = "dotnet-sdk-10.0",
        [Node] = "nodejs",
        [Npm] = "npm",
        [Bubblewrap] = "bubblewrap",
        [Socat] = "socat",
        [SetPriv] = "util-linux",
        [Z3] = "z3",
        [Redis] = "redis-server",
        [Cargo] = "cargo",
        [Python] = "python3-venv",
        [Go] = "golang-go",
        [Alertmanager] = "prometheus-alertmanager",
    };

    /// <summary>What an upgrade from end to end runs.</summary>
    public static IReadOnlyList<string> OfAnUpgrade { get; } = [Git, Node, Npm, Bubblewrap, Socat, SetPriv, Z3, Redis];

    /// <summary>Those that are missing, each with the package to install.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> tools) =>
        [.. tools.Distinct().Where(tool => ExecutableSearch.OnPath(tool) is null).Select(tool => $"{tool} (Debian: apt install {Packages[tool]})")];
}
