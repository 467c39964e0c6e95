using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>An upgrade that succeeds without a repair, in a repository of a sample.</summary>
/// <param name="Sample">The sample's folder below <c>samples</c>.</param>
/// <param name="Ecosystem">One of <see cref="Ecosystems.All"/>.</param>
/// <param name="Package">The package.</param>
/// <param name="Target">The version, or which one of the registry's.</param>
internal sealed record SampleUpgrade(string Sample, string Ecosystem, string Package, string Target)
{
    /// <summary>A package of npm without dependencies.</summary>
    public static SampleUpgrade Uptime { get; } = new("node/uptime", Ecosystems.Node, SmallUpgrade.Package, SmallUpgrade.To);

    /// <summary>What runs the tests of a solution of two projects, by major versions.</summary>
    public static SampleUpgrade Signup { get; } = new("dotnet/signup", Ecosystems.DotNet, "Microsoft.NET.Test.Sdk", "latest");
}
