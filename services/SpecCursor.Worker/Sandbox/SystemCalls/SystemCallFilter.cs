using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SpecCursor.Worker.Sandbox.SystemCalls;

/// <summary>
/// A filter of system calls as the kernel wants it: a program for its classic packet filter, over the structure <c>seccomp_data</c> (see seccomp(2)). What it
/// denies fails with <c>EPERM</c>, as it would for want of a capability, so that programs go on that only try.
/// </summary>
internal static class SystemCallFilter
{
    // Opcodes of the classic packet filter (linux/bpf_common.h).
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfNotLess = 0x35;
    private const ushort Return = 0x06;

    // Offsets in seccomp_data: the call's number, the architecture, the low half of the first argument on little-endian machines.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgumentOffset = 16;

    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint NotPermitted = 0x00050000 | 1;
    private const uint FirstOfX32 = 0x40000000;

    /// <summary>The filter for an architecture; null where its calls' numbers are not known here.</summary>
    public static byte[]? Create(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Create(0xC000003E, DeniedCalls.Socket.X64, DeniedCalls.All.Select(call => call.X64)),
        Architecture.Arm64 => Create(0xC00000B7, DeniedCalls.Socket.Arm64, DeniedCalls.All.Select(call => call.Arm64)),
        _ => null,
    };

    private static byte[] Create(uint architecture, int socket, IEnumerable<int> denied)
    {
        var program = new Program();

        // Calls of another architecture have other numbers, and would not be recognised.
        program.Add(LoadWord, ArchitectureOffset);
        program.Add(JumpIfEqual, architecture, ifTrue: 1);
        program.Add(Return, KillProcess);
        program.Add(LoadWord, NumberOffset);
        program.Add(JumpIfNotLess, FirstOfX32, ifFalse: 1);
        program.Add(Return, NotPermitted);
        foreach (var number in denied.Where(number => number >= 0))
        {
            program.Add(JumpIfEqual, (uint)number, ifFalse: 1);
            program.Add(Return, NotPermitted);
        }

        var families = DeniedCalls.SocketFamilies;
        program.Add(JumpIfEqual, (uint)socket, ifFalse: checked((byte)(families.Count + 2)));
        program.Add(LoadWord, FirstArgumentOffset);
        for (var i = 0; i < families.Count; i++)
        {
            program.Add(JumpIfEqual, (uint)families[i], ifTrue: checked((byte)(families.Count - i)));
        }

        program.Add(Return, NotPermitted);
        program.Add(Return, Allow);
        return program.ToBytes();
    }

    /// <summary>Instructions of <c>struct sock_filter</c>.</summary>
    private sealed class Program
    {
        private const int InstructionBytes = 8;

        private readonly List<byte> _bytes = [];

        public void Add(ushort code, uint operand, byte ifTrue = 0, byte ifFalse = 0)
        {
            Span<byte> instruction = stackalloc byte[InstructionBytes];
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
            instruction[2] = ifTrue;
            instruction[3] = ifFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], operand);
            _bytes.AddRange(instruction);
        }

        public byte[] ToBytes() => [.. _bytes];
    }
}
