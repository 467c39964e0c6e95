using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Runs the tests, without a network: by pytest where the project requires it, or else by the standard library.</summary>
internal sealed partial class PythonTests(PythonCommands commands)
{
    private static readonly string[] TestFolders = ["tests", "test"];

    public async Task<CommandOutput?> TestAsync(UpgradeRun run, PythonDeclaration declaration, CancellationToken cancellationToken)
    {
        var folder = declaration.Project.PathOf(string.Empty);
        var files = run.Files
            .Where(file => file.IsRegular && file.Path.StartsWith(folder, StringComparison.Ordinal) && !PythonNames.IsForeign(file.Path))
            .Select(file => file.Path[folder.Length..])
            .ToHashSet(StringComparer.Ordinal);
        string[]? arguments = declaration.Lock.Packages.ContainsKey("pytest")
            ? files.Any(file => PytestFile().IsMatch(Path.GetFileName(file))) ? ["-m", "pytest"] : null
            : UnittestArguments(files);
        var sources = files.Any(file => file.StartsWith("src/", StringComparison.Ordinal)) ? "src" : null;
        return arguments is null ? null : await commands.TestAsync(run, declaration.Project.Folder, arguments, sources, cancellationToken);
    }

    /// <summary>Discovery goes into packages only: a folder of tests that is none has to be named.</summary>
    private static string[]? UnittestArguments(HashSet<string> files)
    {
        var tests = files.Where(file => UnittestFile().IsMatch(Path.GetFileName(file))).ToList();
        if (tests.Count == 0)
        {
            return null;
        }

        var apart = TestFolders.FirstOrDefault(folder =>
            tests.Exists(file => file.StartsWith(folder + "/", StringComparison.Ordinal)) && !files.Contains($"{folder}/__init__.py"));
        return apart is null ? ["-m", "unittest", "discover"] : ["-m", "unittest", "discover", "-s", apart];
    }

    [GeneratedRegex(@"\A(?:test_.*|.*_test)\.py\z", RegexOptions.CultureInvariant)]
    private static partial Regex PytestFile();

    [GeneratedRegex(@"\Atest.*\.py\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnittestFile();
}
