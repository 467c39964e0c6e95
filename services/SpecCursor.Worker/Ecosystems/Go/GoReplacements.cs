using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Modules that another stands in for are left to the people who put it there: what is required of them says nothing any more.</summary>
internal static class GoReplacements
{
    /// <exception cref="StepFailedException">Something stands in for the version.</exception>
    public static void Check(GoModule module, string path, string version) => Check(module.ManifestPath, module.Manifest.Replacements, path, version);

    /// <summary>In a workspace, what one of its modules replaces is replaced for all of them; and a module that is in it is built as it is there.</summary>
    /// <exception cref="StepFailedException">Something stands in for the version.</exception>
    public static void Check(GoWorkspace workspace, string path, string version)
    {
        Check(workspace.Path, workspace.File.Replacements, path, version);
        foreach (var module in workspace.Modules)
        {
            Check(module, path, version);
            if (module.Manifest.ModulePath == path)
            {
                throw new StepFailedException(
                    FailureCodes.UnsupportedConstraint, $"'{workspace.Path}' uses '{module.ManifestPath}' for '{path}', so that the version that is required has no effect.");
            }
        }
    }

    private static void Check(string where, IReadOnlyList<GoReplacement> replacements, string path, string version)
    {
        if (replacements.FirstOrDefault(replacement => replacement.Replaces(path, version)) is { } replacement)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint,
                $"'{where}' replaces '{path}' by '{replacement}', so that the version it requires has no effect. Change or remove the 'replace' first.");
        }
    }
}
