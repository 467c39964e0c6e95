namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>The section <c>SpecCursor:Worker:Rust</c>.</summary>
internal sealed class RustOptions
{
    public const string Section = "SpecCursor:Worker:Rust";

    /// <summary>
    /// Where crates come from in place of crates.io: the address of a sparse index, or, for machines without a network, the absolute path of a local
    /// registry (a folder <c>index</c> and the crates' archives beside it).
    /// </summary>
    public string Registry { get; set; } = "https://index.crates.io/";

    /// <summary>Longest time of one look-up in the registry, its retries included.</summary>
    public TimeSpan RegistryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder of the local registry; null where the registry is a server.</summary>
    internal string? LocalRegistry => Registry.StartsWith('/') ? Registry.TrimEnd('/') : null;

    /// <summary>The sparse index, with a slash at its end.</summary>
    internal Uri Index => new(Registry.EndsWith('/') ? Registry : Registry + "/");

    internal bool IsValid => LocalRegistry?.Length > 0
        || (Uri.TryCreate(Registry, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp));
}
