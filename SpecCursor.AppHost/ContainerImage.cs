namespace SpecCursor.AppHost;

/// <summary>One container image.</summary>
/// <param name="Registry">The registry's host.</param>
/// <param name="Name">The repository in it.</param>
/// <param name="Tag">The exact version, never a moving tag.</param>
internal sealed record ContainerImage(string Registry, string Name, string Tag);
