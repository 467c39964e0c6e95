using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>What the engine says of a container.</summary>
/// <param name="ProcessId">Its first process, as the machine numbers it; 0 while it doesn't run.</param>
/// <param name="IsOutOfMemory">Whether the kernel killed one of its processes for want of memory.</param>
/// <param name="HasStarted">Whether it was ever started.</param>
/// <param name="Error">Why it could not be started; empty for no reason.</param>
internal sealed record ContainerState(int ProcessId, bool IsOutOfMemory, bool HasStarted, string Error)
{
    /// <summary>What stands for a time that has not come.</summary>
    private const string Never = "0001-01-01T00:00:00Z";

    /// <summary>Reads process id, out of memory, started at, and error, with a space between.</summary>
    public static ContainerState Parse(string text)
    {
        var words = text.Split(' ', 4);
        return new ContainerState(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "true", words[2] != Never, words.ElementAtOrDefault(3) ?? string.Empty);
    }
}
