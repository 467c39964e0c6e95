namespace SpecCursor.AiService.Providers.Recipes.Npm.NamedExports;

/// <summary>
/// The packages that <see cref="NamedExportRecipe"/> knows. Every entry is checked by a test that installs both sides of the release and
/// looks at what they export; an entry that was not looked at doesn't belong here.
/// </summary>
internal static class NamedExportPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NamedExportShape> All { get; } =
    [
        new() { Package = "uuid", Release = "7.0.0", Export = "v4" },
        new() { Package = "nanoid", Release = "3.0.0", Export = "nanoid" },
        new() { Package = "marked", Release = "4.0.0", Export = "marked" },
        new() { Package = "minimatch", Release = "9.0.0", Export = "minimatch" },
        new() { Package = "glob", Release = "10.0.0", Export = "glob" },
        new() { Package = "rimraf", Release = "5.0.0", Export = "rimraf" },
        new() { Package = "mkdirp", Release = "3.0.0", Export = "mkdirp" },
        new()
        {
            Package = "execa",
            Release = "6.0.0",
            Export = "execa",
            Members = Map(("sync", "execaSync"), ("command", "execaCommand"), ("commandSync", "execaCommandSync"), ("node", "execaNode")),
        },
        new()
        {
            Package = "find-up",
            Release = "6.0.0",
            Export = "findUp",
            Members = Map(("sync", "findUpSync"), ("exists", "pathExists"), ("stop", "findUpStop")),
        },
        new()
        {
            Package = "globby",
            Release = "12.0.0",
            Export = "globby",
            Members = Map(("sync", "globbySync"), ("stream", "globbyStream"), ("hasMagic", "isDynamicPattern"), ("gitignore", "isGitIgnored")),
        },
        new() { Package = "del", Release = "7.0.0", Export = "deleteAsync", Members = Map(("sync", "deleteSync")) },
        new()
        {
            Package = "is-stream",
            Release = "3.0.0",
            Export = "isStream",
            Members = Map(
                ("writable", "isWritableStream"), ("readable", "isReadableStream"), ("duplex", "isDuplexStream"), ("transform", "isTransformStream")),
        },
    ];

    private static Dictionary<string, string> Map(params (string Old, string New)[] names) => names.ToDictionary(pair => pair.Old, pair => pair.New);
}
