namespace SpecCursor.Images.Tests.Running.Upgrades;

/// <summary>Has a container trust whom this machine trusts, as docs/deployment.md says: networks often have authorities of their own.</summary>
internal static class MachineAuthorities
{
    private const string Bundle = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>The engine's options; none where this machine keeps them in another way.</summary>
    public static IReadOnlyList<string> Options { get; } =
        File.Exists(Bundle) ? ["--volume", $"{Bundle}:{Bundle}:ro", "--env", $"NODE_EXTRA_CA_CERTS={Bundle}"] : [];
}
