namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>The machine's go.</summary>
/// <param name="Root">Where its library is.</param>
/// <param name="Version">Such as <c>go1.19.8</c>.</param>
internal sealed record GoInstallation(string Root, string Version);
