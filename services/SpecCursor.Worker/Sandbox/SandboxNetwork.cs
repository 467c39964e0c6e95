namespace SpecCursor.Worker.Sandbox;

/// <summary>What a command can reach.</summary>
internal enum SandboxNetwork
{
    /// <summary>A loopback of its own, and nothing else.</summary>
    None,

    /// <summary>
    /// The host's network, for package managers that talk to registries. No foreign code runs with it: installs ignore scripts. An allow-listing
    /// proxy is still to come.
    /// </summary>
    Registries,
}
