using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>What names of files and groups say, since nothing else does.</summary>
internal static partial class PythonNames
{
    private static readonly HashSet<string> ForeignFolders = new(StringComparer.Ordinal)
    {
        "venv", ".venv", "env", ".tox", ".nox", "site-packages", "node_modules", PythonCommands.EnvironmentFolder,
    };

    /// <summary>Whether a file is named as requirements files are: <c>requirements-dev.txt</c>, <c>dev_requirements.txt</c>, <c>requirements/dev.txt</c>.</summary>
    public static bool IsRequirements(string path)
    {
        var file = Path.GetFileName(path);
        return file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            && !file.Contains("constraint", StringComparison.OrdinalIgnoreCase)
            && (file.Contains("requirements", StringComparison.OrdinalIgnoreCase) || IsInRequirementsFolder(path));
    }

    /// <summary>The folder of the project that a manifest belongs to.</summary>
    public static string ProjectFolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        return IsRequirements(path) && IsInRequirementsFolder(path) ? Path.GetDirectoryName(folder)! : folder;
    }

    /// <summary>Whether the project itself, or its tests, need what a file or group of this name lists.</summary>
    public static bool IsInstalled(string name) => Plain().IsMatch(name) || IsForDevelopment(name);

    /// <summary>Whether a file or group of this name lists what developers need, their tests above all.</summary>
    public static bool IsForDevelopment(string name) => Development().IsMatch(name);

    /// <summary>Whether a path leads through a folder of what isn't the repository's own.</summary>
    public static bool IsForeign(string path) => path.Split('/').SkipLast(1).Any(ForeignFolders.Contains);

    public static IReadOnlySet<string> Foreign => ForeignFolders;

    private static bool IsInRequirementsFolder(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == "requirements";

    [GeneratedRegex(@"\A(?:requirements|base|main|common)\.txt\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"(?:\A|[-_.])(?:dev|devel|develop|development|test|tests|testing|ci)(?:\z|[-_.])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Development();
}
