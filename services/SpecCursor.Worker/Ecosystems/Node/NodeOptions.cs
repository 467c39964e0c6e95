namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>The section <c>SpecCursor:Worker:Node</c>.</summary>
internal sealed class NodeOptions
{
    public const string Section = "SpecCursor:Worker:Node";

    /// <summary>The registry's address; null: what npm is configured to use on this machine.</summary>
    public Uri? Registry { get; set; }

    /// <summary>Longest time of one look-up in the registry, its retries included.</summary>
    public TimeSpan RegistryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Lets install scripts reach what installs reach: the registries, and <c>SpecCursor:Worker:Sandbox:AllowedHosts</c>. They can't by default; packages
    /// that download binaries on installation then fail.
    /// </summary>
    public bool AllowNetworkForInstallScripts { get; set; }
}
