using SpecCursor.Versioning;

namespace SpecCursor.Worker.Ecosystems.Releases;

/// <summary>One version of a package that a registry has.</summary>
/// <param name="Version">The version.</param>
/// <param name="Text">As the registry writes it.</param>
/// <param name="Withdrawal">Why nobody should go to it; null where nothing speaks against it.</param>
/// <param name="Published">When it was published; null where the registry doesn't say.</param>
internal sealed record Release(IPackageVersion Version, string Text, Withdrawal? Withdrawal = null, DateTimeOffset? Published = null);
