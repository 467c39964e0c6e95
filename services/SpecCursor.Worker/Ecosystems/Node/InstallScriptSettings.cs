namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>
/// What well-known packages are told, each in its makers' own words, so that they leave out on installation what can't be done in the sandbox. Else their
/// scripts fail, and with them every upgrade of the projects that have them.
/// </summary>
internal static class InstallScriptSettings
{
    /// <summary>No hooks of git: its directory belongs to the service, and nobody commits there.</summary>
    public static IReadOnlyDictionary<string, string> WithoutHooks { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["HUSKY"] = "0",
        ["SKIP_INSTALL_SIMPLE_GIT_HOOKS"] = "1",
    };

    /// <summary>The same, and no downloads of browsers and other programs.</summary>
    public static IReadOnlyDictionary<string, string> WithoutDownloads { get; } = new Dictionary<string, string>(WithoutHooks, StringComparer.Ordinal)
    {
        ["CHROMEDRIVER_SKIP_DOWNLOAD"] = "true",
        ["CYPRESS_INSTALL_BINARY"] = "0",
        ["ELECTRON_SKIP_BINARY_DOWNLOAD"] = "1",
        ["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1",
        ["PUPPETEER_SKIP_CHROMIUM_DOWNLOAD"] = "true",
        ["PUPPETEER_SKIP_DOWNLOAD"] = "true",
        ["SENTRYCLI_SKIP_DOWNLOAD"] = "1",
    };
}
