namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>A counter in a control group's file.</summary>
/// <param name="Directory">The group.</param>
/// <param name="File">The file.</param>
/// <param name="Name">The name beside which the number stands.</param>
internal sealed record ControlGroupCounter(string Directory, string File, string Name)
{
    public long Read() => ControlGroupDirectory.Counter(Directory, File, Name);
}
