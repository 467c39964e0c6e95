using System.Text;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// What of a repository is not in a workspace, in words for the people who read that its tests fail. What submodules and Git LFS add lies on servers that the repository
/// names; they are not asked.
/// </summary>
internal static class CheckoutLimits
{
    private const int MaximumAttributeFiles = 20;
    private const int MaximumAttributeBytes = 64 * 1024;
    private const int Named = 3;

    /// <summary>The remarks; none for most repositories.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Workspace workspace, IReadOnlyList<TrackedFile> files, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        var submodules = files.Where(file => file.IsSubmodule).Select(file => file.Path).ToList();
        if (submodules.Count > 0)
        {
            var more = submodules.Count > Named ? $" and {submodules.Count - Named} more" : string.Empty;
            remarks.Add($"The repository's submodules ({string.Join(", ", submodules.Take(Named))}{more}) were left empty.");
        }

        if (await UsesLargeFilesAsync(workspace, files, cancellationToken))
        {
            remarks.Add("The repository keeps files in Git LFS; where they should be there were only the pointers to them.");
        }

        if (Mirror.IsShallow(workspace.GitDirectory))
        {
            remarks.Add("The repository's history was left out, and the newest commit alone fetched; tests that ask git for earlier commits don't find them.");
        }

        return remarks;
    }

    private static async Task<bool> UsesLargeFilesAsync(Workspace workspace, IReadOnlyList<TrackedFile> files, CancellationToken cancellationToken)
    {
        var attributes = files.Where(file => file.IsRegular && file.Size <= MaximumAttributeBytes
            && (file.Path == ".gitattributes" || file.Path.EndsWith("/.gitattributes", StringComparison.Ordinal)));
        foreach (var file in attributes.Take(MaximumAttributeFiles))
        {
            var text = Encoding.UTF8.GetString(await workspace.ReadBlobAsync(file, MaximumAttributeBytes * 2, cancellationToken));
            if (text.Contains("filter=lfs", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
