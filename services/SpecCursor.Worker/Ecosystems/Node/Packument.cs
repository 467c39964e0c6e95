namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What a registry says of a package.</summary>
/// <param name="Versions">Each version, with the notice of deprecation where it has one.</param>
/// <param name="DistTags">Tags, such as <c>latest</c>, and the versions that they stand for.</param>
internal sealed record Packument(IReadOnlyDictionary<string, string?> Versions, IReadOnlyDictionary<string, string> DistTags);
