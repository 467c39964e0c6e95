namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>The section <c>SpecCursor:Worker:DotNet</c>.</summary>
internal sealed class DotNetOptions
{
    public const string Section = "SpecCursor:Worker:DotNet";

    /// <summary>
    /// Where packages come from: the service index of a NuGet server (version 3), or the absolute path of a folder of packages. Null: the first source that
    /// NuGet is configured to use on this machine.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>Longest time of one look-up in the registry, its retries included.</summary>
    public TimeSpan RegistryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
