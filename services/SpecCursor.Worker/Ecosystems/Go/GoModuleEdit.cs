using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What an upgrade has done to a module so far.</summary>
/// <param name="Module">The module.</param>
/// <param name="Manifest">Its manifest in its own form: with another path in the lines that required the package, where the major changed.</param>
/// <param name="Sources">Its files that import the package under another path now.</param>
/// <param name="Install">What required the version; null where nothing had to.</param>
internal sealed record GoModuleEdit(GoModule Module, byte[] Manifest, IReadOnlyList<string> Sources, CommandOutput? Install);
