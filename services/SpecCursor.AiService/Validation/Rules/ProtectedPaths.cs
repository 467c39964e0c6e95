using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>The files that no patch changes, because they decide what is installed, tested, run or published.</summary>
internal static partial class ProtectedPaths
{
    private static readonly HashSet<string> Lockfiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "Cargo.lock", "poetry.lock", "uv.lock",
        "Pipfile.lock", "go.sum", "packages.lock.json", "composer.lock", "Gemfile.lock",
    };

    private static readonly HashSet<string> Manifests = new(StringComparer.OrdinalIgnoreCase)
    {
        "package.json", "pnpm-workspace.yaml", "lerna.json", "Cargo.toml", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "go.mod", "go.work",
        "Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets", "NuGet.Config", "global.json", "deno.json",
    };

    private static readonly HashSet<string> Builds = new(StringComparer.OrdinalIgnoreCase)
    {
        "Jenkinsfile", "azure-pipelines.yml", "appveyor.yml", "bitbucket-pipelines.yml", "Makefile", "Taskfile.yml", "justfile", "Dockerfile", "build.rs",
        "tox.ini", "noxfile.py", "conftest.py", "pytest.ini",
    };

    /// <summary>Why a path is protected; null when it isn't.</summary>
    public static string? ReasonFor(string path)
    {
        var segments = path.Split('/');
        var name = segments[^1];
        if (Array.Find(segments, segment => segment.StartsWith('.')) is not null)
        {
            return "it is a dotfile or lies in a dot folder, which configures a tool";
        }

        if (Array.Exists(segments, segment => segment is "node_modules" or "vendor"))
        {
            return "it is someone else's code";
        }

        return name switch
        {
            _ when Lockfiles.Contains(name) => "it is a lockfile, which the package manager writes",
            _ when Manifests.Contains(name) || RequirementsPattern().IsMatch(name) => "it is a manifest, which decides what is installed and how it is tested",
            _ when Builds.Contains(name) => "it decides how the repository is built or tested",
            _ when ConfigurationPattern().IsMatch(name) => "it configures a tool that builds or tests the repository",
            _ when name.EndsWith(".snap", StringComparison.OrdinalIgnoreCase) => "it is what tests expect",
            _ => null,
        };
    }

    [GeneratedRegex(@"\A(?:requirements[^/]*\.(?:txt|in)|.*\.(?:csproj|fsproj|vbproj|sln|slnx|props|targets|gemspec))\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RequirementsPattern();

    [GeneratedRegex(
        @"\A(?:(?:jest|vitest|vite|karma|ava|mocha|cypress|playwright|nyc|c8|babel|eslint|prettier|rollup|webpack|wdio|protractor|stryker)[^/]*\.(?:config|conf|setup|rc)[^/]*|tsconfig[^/]*\.json|jsconfig[^/]*\.json|[^/]*\.config\.[cm]?[jt]s)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConfigurationPattern();
}
