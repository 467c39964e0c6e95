namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>A definition of a property.</summary>
/// <param name="Name">As it is written; MSBuild doesn't mind its case.</param>
/// <param name="Value">Null where it is not plain text.</param>
/// <param name="UsesOfItself">How often the definition's own condition uses the property, as in <c>'$(X)' == ''</c>.</param>
internal sealed record MsBuildProperty(string Name, MsBuildValue? Value, int UsesOfItself);
