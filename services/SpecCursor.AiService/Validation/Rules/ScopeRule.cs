namespace SpecCursor.AiService.Validation.Rules;

/// <summary>A patch changes files that it was given, and none that decides what is installed, tested or run.</summary>
internal sealed class ScopeRule : IPatchRule
{
    private const string OutOfScope = "patch_out_of_scope";

    /// <inheritdoc />
    public PatchViolation? Check(ReviewedPatch patch)
    {
        if (patch.Files.Count == 0 && patch.Proposed.All(file => patch.Command.Files.Any(known => known.Path == file.Path)))
        {
            return new PatchViolation("patch-empty", "The patch changes nothing.");
        }

        if (patch.Proposed.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return new PatchViolation("path-repeated", $"The patch has {twice.Key} more than once.");
        }

        return patch.Proposed.Select(file => CheckPath(patch, file.Path)).FirstOrDefault(violation => violation is not null);
    }

    private static PatchViolation? CheckPath(ReviewedPatch patch, string path)
    {
        if (!IsPlain(path))
        {
            return new PatchViolation("path-traversal", $"'{Shown(path)}' is not a plain repository-relative path.") { SuspiciousKind = "path_traversal" };
        }

        if (ProtectedPaths.ReasonFor(path) is { } reason)
        {
            return new PatchViolation("path-protected", $"{path} must not be changed: {reason}.") { SuspiciousKind = OutOfScope };
        }

        return patch.Command.Files.Any(file => file.Path == path)
            ? null
            : new PatchViolation("path-out-of-scope", $"{Shown(path)} is not one of the files that may be changed.") { SuspiciousKind = OutOfScope };
    }

    private static bool IsPlain(string path) =>
        path.Length is > 0 and <= 400
        && !path.StartsWith('/') && !path.Contains('\\') && !path.Contains(':') && !path.Any(char.IsControl)
        && !path.Split('/').Any(segment => segment is "" or "." or "..");

    private static string Shown(string path) => new([.. path.Take(200).Select(character => char.IsControl(character) ? '?' : character)]);
}
