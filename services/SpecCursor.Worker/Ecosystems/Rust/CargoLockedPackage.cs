using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>A package of a <c>Cargo.lock</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where it comes from, as cargo writes it; null for packages of the repository.</param>
/// <param name="Checksum">The SHA-256 of its archive, in hexadecimal; null where there is none.</param>
internal sealed record CargoLockedPackage(string Name, string Version, string? Source, string? Checksum)
{
    /// <summary>How crates.io is written, whatever protocol its index is read by and whatever stands in for it.</summary>
    public const string CratesIo = "registry+https://github.com/rust-lang/crates.io-index";

    /// <summary>Unique in the lockfile: as cargo wrote it in its first versions.</summary>
    public string Id => Source is null ? $"{Name} {Version}" : $"{Name} {Version} ({Source})";

    public PackageSource Kind => Source switch
    {
        null => PackageSource.File,
        CratesIo => PackageSource.Registry,
        _ when Source.StartsWith("git+", StringComparison.Ordinal) => PackageSource.Git,
        _ => PackageSource.Url,
    };
}
