namespace SpecCursor.Worker.Sandbox;

/// <summary>
/// A folder seen through layers, by the kernel's overlay file system: what a command writes or removes is in <see cref="Upper"/>, and the lower ones stay as they are.
/// </summary>
/// <param name="Folder">The folder of this machine that has both of the writable parts, which the kernel wants side by side.</param>
/// <param name="Lower">The folders below, the topmost first; at least one.</param>
internal sealed record OverlayFolder(string Folder, IReadOnlyList<string> Lower)
{
    /// <summary>Where what is written goes.</summary>
    public string Upper => UpperIn(Folder);

    /// <summary>The kernel's own.</summary>
    public string Work => WorkIn(Folder);

    public static string UpperIn(string folder) => Path.Combine(folder, "upper");

    public static string WorkIn(string folder) => Path.Combine(folder, "work");

    /// <summary>The options of the mount. What the kernel notes of the layers, it notes in attributes that an unprivileged user may write, too.</summary>
    /// <param name="isWritable">Whether anything may be written; if not, the upper folder is a layer like the others.</param>
    /// <param name="lower">The lower folders, as they are called where it is mounted.</param>
    /// <param name="folder">Likewise.</param>
    public static string Options(bool isWritable, IEnumerable<string> lower, string folder) => isWritable
        ? $"userxattr,lowerdir={string.Join(':', lower)},upperdir={UpperIn(folder)},workdir={WorkIn(folder)}"
        : $"userxattr,lowerdir={string.Join(':', lower.Prepend(UpperIn(folder)))}";
}
