namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>A platform, <c>os/architecture[/variant]</c>, with the names that Docker takes for the same made one.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processors.</param>
/// <param name="Variant">Their variant; empty for the usual one.</param>
internal sealed record ImagePlatform(string System, string Architecture, string Variant)
{
    /// <summary>Reads what stands behind <c>--platform=</c>; null where it leaves the processors to the machine.</summary>
    public static ImagePlatform? Parse(string text) => text.Split('/') switch
    {
        [var system, var architecture] => Of(system, architecture, string.Empty),
        [var system, var architecture, var variant] => Of(system, architecture, variant),
        _ => null,
    };

    /// <summary>Makes the names one.</summary>
    public static ImagePlatform Of(string system, string architecture, string variant) => (architecture, variant) switch
    {
        ("x86_64" or "x86-64" or "amd64", _) => new(system, "amd64", variant == "v1" ? string.Empty : variant),
        ("aarch64" or "arm64", _) => new(system, "arm64", variant is "v8" or "8" ? string.Empty : variant),
        ("armhf", _) or ("arm", "" or "7" or "v7") => new(system, "arm", "v7"),
        ("armel", _) or ("arm", "6") => new(system, "arm", "v6"),
        _ => new(system, architecture, variant),
    };

    /// <inheritdoc/>
    public override string ToString() => Variant.Length == 0 ? $"{System}/{Architecture}" : $"{System}/{Architecture}/{Variant}";
}
