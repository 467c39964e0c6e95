using SpecCursor.Versioning.Cargo;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>A toolchain of this machine.</summary>
/// <param name="Folders">The folders of its programs.</param>
/// <param name="Cargo">The version of its cargo.</param>
internal sealed record RustTools(IReadOnlyList<string> Folders, CargoVersion Cargo)
{
    /// <summary>Whether cargo reads sparse indexes: it does since 1.68, and that of crates.io without being told to since 1.70.</summary>
    public bool ReadSparseIndexes => Cargo.Release is [> 1, ..] or [1, >= 70, ..];
}
