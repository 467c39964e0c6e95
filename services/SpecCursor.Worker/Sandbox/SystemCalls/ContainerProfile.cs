using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace SpecCursor.Worker.Sandbox.SystemCalls;

/// <summary>
/// The filter of system calls as container engines want it (<c>linux.seccomp</c> of the OCI runtime specification, with the engine's lower-case names). It stands in
/// for the engine's own profile, which allows some of what is denied here, and so also denies what bubblewrap does without a filter: new namespaces.
/// </summary>
internal static class ContainerProfile
{
    private const int LastFamily = 45;
    private const uint NotPermitted = 1;
    private const uint NotImplemented = 38;

    /// <summary>The flags of <c>clone</c> that make a namespace: of mounts, groups, names, messages, users, processes, networks (linux/sched.h).</summary>
    private static readonly uint[] NamespaceFlags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000];

    /// <summary>The profile, JSON; null where no architecture is known for it.</summary>
    public static string? Create(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Create("SCMP_ARCH_X86_64"),
        Architecture.Arm64 => Create("SCMP_ARCH_AARCH64"),
        _ => null,
    };

    private static string Create(string architecture)
    {
        var rules = new JsonArray { Denial(NotPermitted, [.. DeniedCalls.All.Select(call => call.Name)]) };

        // Several conditions on one argument of a call are alternatives: what is allowed can't be said, so each denied family is.
        for (var family = 0; family <= LastFamily; family++)
        {
            if (!DeniedCalls.SocketFamilies.Contains(family))
            {
                rules.Add(Denial(NotPermitted, ["socket"], Condition("SCMP_CMP_EQ", (uint)family)));
            }
        }

        rules.Add(Denial(NotPermitted, ["socket"], Condition("SCMP_CMP_GT", LastFamily)));
        foreach (var flag in NamespaceFlags)
        {
            rules.Add(Denial(NotPermitted, ["clone"], Condition("SCMP_CMP_MASKED_EQ", flag, flag)));
        }

        // Its flags lie in memory, where no filter sees them; without it, programs use clone.
        rules.Add(Denial(NotImplemented, ["clone3"]));
        return new JsonObject
        {
            ["defaultAction"] = "SCMP_ACT_ALLOW",
            ["architectures"] = new JsonArray(architecture),
            ["syscalls"] = rules,
        }.ToJsonString();
    }

    private static JsonObject Denial(uint error, string[] names, JsonObject? condition = null) => new()
    {
        ["names"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]),
        ["action"] = "SCMP_ACT_ERRNO",
        ["errnoRet"] = error,
        ["args"] = condition is null ? [] : new JsonArray(condition),
    };

    private static JsonObject Condition(string comparison, uint value, uint second = 0) => new()
    {
        ["index"] = 0,
        ["value"] = value,
        ["valueTwo"] = second,
        ["op"] = comparison,
    };
}
