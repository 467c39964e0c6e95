namespace SpecCursor.Worker.Changelogs;

/// <summary>Where an upgrade's new version of the package lies, as it was downloaded.</summary>
/// <param name="Root">A folder of this machine.</param>
/// <param name="Folder">The package's folder in it: relative, forward slashes.</param>
internal sealed record InstalledPackage(string Root, string Folder);
