using System.Text.RegularExpressions;
using SpecCursor.Versioning.Python;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>By which names a package is imported: often not its own (<c>PyYAML</c> is <c>yaml</c>).</summary>
internal sealed partial class ImportNames(PythonCommands commands)
{
    private const int Maximum = 5;

    /// <summary>Constant text. Arguments: the environment's folder and the package.</summary>
    private const string Script = """
        import glob, re, sys
        from importlib.metadata import distributions

        folder, package = sys.argv[1:]
        for distribution in distributions(path=glob.glob(folder + "/lib/python*/site-packages")):
            if re.sub("[-_.]+", "-", distribution.metadata["Name"] or "").lower() == package:
                files = [str(file) for file in distribution.files or []]
                tops = {file.split("/")[0].split(".")[0] for file in files if file.endswith((".py", ".so"))}
                print("\n".join(sorted(tops)))
        """;

    /// <summary>The names, those that the package's own name suggests first.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken)
    {
        var package = PythonName.Normalize(run.Context.PackageName);
        var read = await commands.RunScriptAsync(
            run, project.Folder, Script, [PythonCommands.EnvironmentFolder, package], "reading a package's modules", cancellationToken);
        var found = ToolFailures.Succeeded(read) ? read.Output.Split('\n', StringSplitOptions.TrimEntries) : [];
        return [.. found.Prepend(package.Replace('-', '_')).Where(name => Name().IsMatch(name)).Distinct(StringComparer.Ordinal).Take(Maximum)];
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
