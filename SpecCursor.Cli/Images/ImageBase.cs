namespace SpecCursor.Cli.Images;

/// <summary>What the images are built on.</summary>
/// <param name="Plain">.NET and nothing else.</param>
/// <param name="WithPackages">.NET and a package manager.</param>
internal sealed record ImageBase(string Plain, string WithPackages);
