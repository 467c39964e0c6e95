namespace SpecCursor.Worker.Sandbox.View;

/// <summary>The read-only system that a command sees: programs and libraries, and of <c>/etc</c> only what they need to work.</summary>
internal static class SystemFolders
{
    private static readonly string[] Configured =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs",
        "/etc/pki/ca-trust", "/etc/ca-certificates", "/etc/crypto-policies", "/etc/localtime", "/etc/mime.types", "/etc/protocols", "/etc/services",
    ];

    private static readonly string[] TopLevel = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    /// <summary>Folders of <c>/usr</c> where operators keep configuration, and credentials in it (npm's global npmrc, for one).</summary>
    private static readonly string[] Private = ["/usr/etc", "/usr/local/etc"];

    /// <summary>Files and folders to show as they are.</summary>
    public static IEnumerable<string> Shown =>
        TopLevel.Where(path => Directory.Exists(path) && LinkTarget(path) is null).Prepend("/usr").Concat(Configured.Where(Path.Exists));

    /// <summary>Links at the root of the file system, where the machine keeps everything below <c>/usr</c>.</summary>
    public static IEnumerable<(string Path, string Target)> Links =>
        TopLevel.Select(path => (path, LinkTarget(path)!)).Where(link => link.Item2 is not null);

    /// <summary>Folders of what is shown that stay hidden.</summary>
    public static IEnumerable<string> Hidden => Private.Where(Directory.Exists);

    private static string? LinkTarget(string path) => new DirectoryInfo(path).LinkTarget;
}
