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
        var members = declaration.Project.Members;
        IEnumerable<string[]> runs = declaration.Lock.Packages.ContainsKey("pytest")
            ? files.Any(file => PytestFile().IsMatch(Path.GetFileName(file))) ? [["-m", "pytest"]] : []
            : members.Prepend(string.Empty).Select(member => UnittestArguments(files, member, members)).OfType<string[]>();
        var sources = string.Join(':', members.Prepend(string.Empty).Select(member => SourcesOf(files, member)).OfType<string>());
        CommandOutput? output = null;
        foreach (var arguments in runs)
        {
            output = await commands.TestAsync(run, declaration.Project.Folder, arguments, sources.Length == 0 ? null : sources, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        return output;
    }

    /// <summary>Discovery goes into packages only: a folder of tests that is none has to be named, and each member of a workspace, too.</summary>
    private static string[]? UnittestArguments(HashSet<string> files, string member, IReadOnlyList<string> members)
    {
        var prefix = Prefix(member);
        var tests = files
            .Where(file => file.StartsWith(prefix, StringComparison.Ordinal) && UnittestFile().IsMatch(Path.GetFileName(file)))
            .Where(file => !members.Any(other => other.Length > member.Length && file.StartsWith(Prefix(other), StringComparison.Ordinal)))
            .ToList();
        if (tests.Count == 0)
        {
            return null;
        }

        var apart = TestFolders.Select(folder => prefix + folder).FirstOrDefault(folder =>
            tests.Exists(file => file.StartsWith(folder + "/", StringComparison.Ordinal)) && !files.Contains($"{folder}/__init__.py")) ?? member;
        return apart.Length == 0 ? ["-m", "unittest", "discover"] : ["-m", "unittest", "discover", "-s", apart];
    }

    /// <summary>Where a project's own modules are; null where Python looks anyway.</summary>
    private static string? SourcesOf(HashSet<string> files, string member) =>
        files.Any(file => file.StartsWith($"{Prefix(member)}src/", StringComparison.Ordinal)) ? $"{Prefix(member)}src"
        : member.Length == 0 ? null
        : member;

    private static string Prefix(string member) => member.Length == 0 ? string.Empty : member + "/";

    [GeneratedRegex(@"\A(?:test_.*|.*_test)\.py\z", RegexOptions.CultureInvariant)]
    private static partial Regex PytestFile();

    [GeneratedRegex(@"\Atest.*\.py\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnittestFile();
}
