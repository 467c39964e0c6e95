namespace SpecCursor.Worker.Sandbox.SystemCalls;

/// <summary>
/// System calls that no build and no test needs, and that have been the way out of many a sandbox: they change the system, mount things, load code into the
/// kernel, or reach parts of it that few programs use. The numbers are the kernel's (<c>asm/unistd_64.h</c> of x86-64, <c>asm-generic/unistd.h</c> of arm64).
/// </summary>
internal static class DeniedCalls
{
    /// <summary>Each with its number on x86-64 and on arm64; -1 where there is none.</summary>
    public static IReadOnlyList<(string Name, int X64, int Arm64)> All { get; } =
    [
        ("mount", 165, 40), ("umount2", 166, 39), ("pivot_root", 155, 41), ("chroot", 161, 51), ("open_tree", 428, 428), ("move_mount", 429, 429),
        ("fsopen", 430, 430), ("fsconfig", 431, 431), ("fsmount", 432, 432), ("fspick", 433, 433), ("mount_setattr", 442, 442),
        ("unshare", 272, 97), ("setns", 308, 268),
        ("init_module", 175, 105), ("finit_module", 313, 273), ("delete_module", 176, 106), ("kexec_load", 246, 104), ("kexec_file_load", 320, 294),
        ("bpf", 321, 280), ("perf_event_open", 298, 241), ("userfaultfd", 323, 282),
        ("io_uring_setup", 425, 425), ("io_uring_enter", 426, 426), ("io_uring_register", 427, 427),
        ("add_key", 248, 217), ("request_key", 249, 218), ("keyctl", 250, 219),
        ("name_to_handle_at", 303, 264), ("open_by_handle_at", 304, 265), ("lookup_dcookie", 212, 18), ("kcmp", 312, 272),
        ("swapon", 167, 224), ("swapoff", 168, 225), ("reboot", 169, 142), ("sethostname", 170, 161), ("setdomainname", 171, 162), ("vhangup", 153, 58),
        ("acct", 163, 89), ("quotactl", 179, 60), ("quotactl_fd", 443, 443), ("syslog", 103, 116),
        ("settimeofday", 164, 170), ("adjtimex", 159, 171), ("clock_settime", 227, 112), ("clock_adjtime", 305, 266),
        ("move_pages", 279, 239), ("migrate_pages", 256, 238),
        ("iopl", 172, -1), ("ioperm", 173, -1), ("modify_ldt", 154, -1), ("uselib", 134, -1), ("ustat", 136, -1), ("sysfs", 139, -1), ("_sysctl", 156, -1),
    ];

    /// <summary>The number of <c>socket</c> on x86-64 and on arm64.</summary>
    public static (int X64, int Arm64) Socket { get; } = (41, 198);

    /// <summary>
    /// The kinds of sockets that there are: files', the internet's, and netlink's, which programs ask for the machine's addresses. Others, such as those of packets,
    /// virtual machines, or the kernel's cryptography, are refused.
    /// </summary>
    public static IReadOnlyList<int> SocketFamilies { get; } = [1, 2, 10, 16];
}
