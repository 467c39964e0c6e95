namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>What a requirements file was compiled of.</summary>
/// <param name="Command">The command.</param>
/// <param name="Reads">The paths of all files that it reads, those that they include among them.</param>
internal sealed record UvCompiled(UvCommand Command, IReadOnlySet<string> Reads);
