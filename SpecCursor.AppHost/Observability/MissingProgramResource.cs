namespace SpecCursor.AppHost.Observability;

/// <summary>A program that this machine does not have, and that SpecCursor works without. It is shown, so that nobody has to guess.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="remedy">How to get it.</param>
internal sealed class MissingProgramResource(string name, string remedy) : Resource(name)
{
    /// <summary>The state that it stays in.</summary>
    internal const string State = "Not installed";

    /// <summary>How to get it, in words for a person.</summary>
    public string Remedy { get; } = remedy;
}
