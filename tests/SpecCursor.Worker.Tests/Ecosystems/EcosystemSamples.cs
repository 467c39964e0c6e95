namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>A sample of every ecosystem, and of every package manager that has lockfiles of its own.</summary>
internal static class EcosystemSamples
{
    public static IReadOnlyList<IEcosystemSample> All { get; } =
        [new NodeSample(), new RustSample(), new DockerfileSample(), new PythonSample(), new UvSample(), .. PackageManagerSample.All, new DotNetSample(), new GoSample(), new GoWorkspaceSample()];

    public static IEcosystemSample Named(string name) => All.Single(sample => sample.Name == name);
}
