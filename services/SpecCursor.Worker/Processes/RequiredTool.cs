namespace SpecCursor.Worker.Processes;

/// <summary>A program that must be there, and how to get it.</summary>
/// <param name="Name">The executable.</param>
/// <param name="Remedy">What to do when it is missing, such as <c>apt-get install bubblewrap</c>.</param>
/// <param name="Use">What alone needs it, in the plural, such as <c>projects of pnpm</c>; null where everything does.</param>
/// <param name="Beside">What must lie beside the program itself, links to it followed; null for nothing.</param>
internal sealed record RequiredTool(string Name, string Remedy, string? Use = null, string? Beside = null);
