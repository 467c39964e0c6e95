using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Modules that another stands in for are left to the people who put it there: what is required of them says nothing any more.</summary>
internal static class GoReplacements
{
    /// <exception cref="StepFailedException">Something stands in for the version.</exception>
    public static void Check(GoModule module, string path, string version)
    {
        if (module.Manifest.Replacements.FirstOrDefault(replacement => replacement.Replaces(path, version)) is { } replacement)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint,
                $"'{module.ManifestPath}' replaces '{path}' by '{replacement}', so that the version it requires has no effect. Change or remove the 'replace' first.");
        }
    }
}
