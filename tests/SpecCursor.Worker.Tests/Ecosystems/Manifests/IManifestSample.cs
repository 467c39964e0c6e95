using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>What a kind of manifest brings along to join the conformance tests.</summary>
internal interface IManifestSample
{
    /// <summary>Names the kind.</summary>
    string Name { get; }

    IManifestFormat Format { get; }

    /// <summary>A manifest of any shape that has <paramref name="package"/> in at least one place, with this constraint in every one.</summary>
    string Generate(Random random, string package, string constraint);

    /// <summary>Any package's name.</summary>
    string Package(Random random);

    /// <summary>Any constraint that may stand in such a manifest.</summary>
    string Constraint(Random random);
}
