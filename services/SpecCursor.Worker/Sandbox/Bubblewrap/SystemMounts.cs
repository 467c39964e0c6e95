namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>The read-only system that a command sees: programs and libraries, and of <c>/etc</c> only what they need to work.</summary>
internal static class SystemMounts
{
    private static readonly string[] TopLevel = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    private static readonly string[] Configuration =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs",
        "/etc/pki/ca-trust", "/etc/ca-certificates", "/etc/crypto-policies", "/etc/localtime", "/etc/mime.types", "/etc/protocols", "/etc/services",
    ];

    /// <summary>Folders of <c>/usr</c> where operators keep configuration, and credentials in it (npm's global npmrc, for one).</summary>
    private static readonly string[] Masked = ["/usr/etc", "/usr/local/etc"];

    public static IEnumerable<string> Arguments()
    {
        List<string> arguments = ["--ro-bind", "/usr", "/usr"];
        foreach (var path in TopLevel)
        {
            AddTopLevel(arguments, path);
        }

        foreach (var path in Configuration.Where(Path.Exists))
        {
            arguments.AddRange("--ro-bind", path, path);
        }

        foreach (var path in Masked.Where(Directory.Exists))
        {
            arguments.AddRange("--tmpfs", path, "--remount-ro", path);
        }

        // Names are looked up by the proxy, for those who have one; here is nobody to ask.
        arguments.AddRange("--ro-bind-data", "3", "/etc/passwd", "--ro-bind-data", "4", "/etc/group", "--ro-bind-data", "6", "/etc/hosts");
        return arguments;
    }

    private static void AddTopLevel(List<string> arguments, string path)
    {
        if (new DirectoryInfo(path).LinkTarget is { } target)
        {
            arguments.AddRange("--symlink", target, path);
        }
        else if (Directory.Exists(path))
        {
            arguments.AddRange("--ro-bind", path, path);
        }
    }

    private static void AddRange(this List<string> list, params ReadOnlySpan<string> items)
    {
        foreach (var item in items)
        {
            list.Add(item);
        }
    }
}
