using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Sandbox;

/// <summary>What a command can reach besides a loopback of its own: nothing, or some servers, through a proxy that lets nothing else pass.</summary>
internal sealed class SandboxNetwork
{
    private SandboxNetwork(IReadOnlyList<EgressHost> hosts) => Hosts = hosts;

    /// <summary>No server.</summary>
    public static SandboxNetwork None { get; } = new([]);

    /// <summary>The servers.</summary>
    public IReadOnlyList<EgressHost> Hosts { get; }

    /// <summary>Whether there is no server.</summary>
    public bool IsNone => Hosts.Count == 0;

    /// <summary>These servers and no others.</summary>
    public static SandboxNetwork To(IEnumerable<EgressHost> hosts) => new([.. hosts.Distinct()]);
}
