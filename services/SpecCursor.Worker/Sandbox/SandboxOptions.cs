using System.ComponentModel.DataAnnotations;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Sandbox;

/// <summary>The section <c>SpecCursor:Worker:Sandbox</c>.</summary>
internal sealed class SandboxOptions
{
    public const string Section = "SpecCursor:Worker:Sandbox";

    private const long Mebibyte = 1024 * 1024;

    /// <summary>What the sandbox is made of.</summary>
    public SandboxKind Kind { get; set; }

    /// <summary>Runs foreign code with nothing but limits around it. Only for machines that hold nothing of worth.</summary>
    public bool AllowUnsandboxed { get; set; }

    /// <summary>The unprivileged user that foreign code runs as when the service is root; it needs no entry in <c>/etc/passwd</c>.</summary>
    [Range(1, uint.MaxValue - 1)]
    public uint UserId { get; set; } = 64123;

    /// <summary>Its group.</summary>
    [Range(1, uint.MaxValue - 1)]
    public uint GroupId { get; set; } = 64123;

    /// <summary>Longest time of one install.</summary>
    public TimeSpan InstallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest time of one run of the tests.</summary>
    public TimeSpan TestTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Memory of one command, MiB.</summary>
    [Range(64, 1024 * 1024)]
    public int MemoryMegabytes { get; set; } = 2048;

    /// <summary>Processes and threads of one command.</summary>
    [Range(16, 100_000)]
    public int Processes { get; set; } = 1024;

    /// <summary>Output of one command before it is ended, MiB; 64 KiB of it are kept.</summary>
    [Range(1, 1024)]
    public int OutputMegabytes { get; set; } = 32;

    /// <summary>Size of the workspace, MiB.</summary>
    [Range(16, 1024 * 1024)]
    public int DiskMegabytes { get; set; } = 4096;

    /// <summary>The largest file, MiB.</summary>
    [Range(1, 1024 * 1024)]
    public int FileMegabytes { get; set; } = 1024;

    /// <summary><c>/tmp</c>, MiB; counts as memory.</summary>
    [Range(1, 1024 * 1024)]
    public int TemporaryMegabytes { get; set; } = 512;

    /// <summary>What one command may send to and get from servers, MiB.</summary>
    [Range(1, 1024 * 1024)]
    public int EgressMegabytes { get; set; } = 4096;

    /// <summary>
    /// Servers that package managers may talk to besides their registries: <c>host</c> (port 443) or <c>host:port</c>. They may lie in private networks.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Processors' worth of time of one command; 0: no limit.</summary>
    [Range(0, 1024)]
    public double Processors { get; set; }

    public SandboxLimits Install => Limits(InstallTimeout);

    public SandboxLimits Test => Limits(TestTimeout);

    /// <summary>What a command may reach: these servers, and those that the operator allows.</summary>
    public SandboxNetwork NetworkTo(IEnumerable<EgressHost> hosts) => SandboxNetwork.To(hosts.Concat(AllowedHosts.Select(EgressHost.Parse).OfType<EgressHost>()));

    private SandboxLimits Limits(TimeSpan wallTime) => new()
    {
        WallTime = wallTime,
        MemoryBytes = MemoryMegabytes * Mebibyte,
        Processes = Processes,
        OutputBytes = OutputMegabytes * Mebibyte,
        DiskBytes = DiskMegabytes * Mebibyte,
        FileBytes = FileMegabytes * Mebibyte,
        TemporaryBytes = TemporaryMegabytes * Mebibyte,
        EgressBytes = EgressMegabytes * Mebibyte,
        Processors = Processors,
    };
}
