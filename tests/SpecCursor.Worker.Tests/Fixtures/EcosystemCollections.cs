namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Names of the collections of tests that have a worker each, so that they run beside each other: the ecosystems' own tools take most of their time.</summary>
public static class EcosystemCollections
{
    public const string Conformance = "ecosystems: conformance";
    public const string Dockerfile = "ecosystems: dockerfile";
    public const string DotNet = "ecosystems: dotnet";
    public const string Go = "ecosystems: go";
    public const string Python = "ecosystems: python";
    public const string Rust = "ecosystems: rust";
}
