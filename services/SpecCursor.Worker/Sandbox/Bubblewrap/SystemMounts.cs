using SpecCursor.Worker.Sandbox.View;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>The system as bubblewrap mounts it.</summary>
internal static class SystemMounts
{
    public static IEnumerable<string> Arguments() =>
    [
        .. SystemFolders.Shown.SelectMany(path => new[] { "--ro-bind", path, path }),
        .. SystemFolders.Links.SelectMany(link => new[] { "--symlink", link.Target, link.Path }),
        .. SystemFolders.Hidden.SelectMany(path => new[] { "--tmpfs", path, "--remount-ro", path }),

        // Names are looked up by the proxy, for those who have one; here is nobody to ask.
        "--ro-bind-data", "3", "/etc/passwd", "--ro-bind-data", "4", "/etc/group", "--ro-bind-data", "6", "/etc/hosts",
    ];
}
