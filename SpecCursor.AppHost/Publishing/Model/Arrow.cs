namespace SpecCursor.AppHost.Publishing.Model;

/// <summary>A call that one program makes of another.</summary>
/// <param name="Name">The called program's name.</param>
/// <param name="Port">The port in its container.</param>
internal sealed record Arrow(string Name, int Port);
