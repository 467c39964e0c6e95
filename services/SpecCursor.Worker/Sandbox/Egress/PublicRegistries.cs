namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>
/// The servers of the registries that everybody uses. Nobody who writes repositories has a say in where their names lead, so that a proxy may look them up where
/// this machine can't.
/// </summary>
internal static class PublicRegistries
{
    private static readonly HashSet<string> Names = new(
        [
            "registry.npmjs.org", "registry.yarnpkg.com", "github.com", "codeload.github.com",
            "pypi.org", "files.pythonhosted.org",
            "index.crates.io", "static.crates.io",
            "api.nuget.org",
            "proxy.golang.org", "sum.golang.org",
            "registry-1.docker.io", "auth.docker.io",
        ],
        StringComparer.Ordinal);

    public static bool Have(string name) => Names.Contains(name);
}
