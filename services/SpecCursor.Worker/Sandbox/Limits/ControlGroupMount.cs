namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>A mounted hierarchy of control groups.</summary>
/// <param name="Root">The part of the hierarchy that is mounted.</param>
/// <param name="MountPoint">Where.</param>
/// <param name="Controllers">Its controllers; one empty string for version 2.</param>
internal sealed record ControlGroupMount(string Root, string MountPoint, IReadOnlyList<string> Controllers)
{
    /// <summary>Reads the lines of <c>/proc/self/mountinfo</c> (proc(5)) that are about control groups.</summary>
    public static IReadOnlyList<ControlGroupMount> Parse(string mountInfo) =>
        [.. mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine).OfType<ControlGroupMount>()];

    private static ControlGroupMount? ParseLine(string line)
    {
        var halves = line.Split(" - ", 2);
        var fields = halves[0].Split(' ');
        if (halves.Length < 2 || fields.Length < 6)
        {
            return null;
        }

        var fileSystem = halves[1].Split(' ', 3);
        return fileSystem[0] switch
        {
            "cgroup2" => new ControlGroupMount(fields[3], fields[4], [string.Empty]),
            "cgroup" when fileSystem.Length == 3 => new ControlGroupMount(fields[3], fields[4], fileSystem[2].Split(',')),
            _ => null,
        };
    }
}
