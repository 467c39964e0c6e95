using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What a request for an upgrade must look like, whoever asks.</summary>
public sealed class UpgradeRequestRules(IOptions<ForgeOptions> forge)
{
    /// <summary>Finds what is wrong.</summary>
    /// <param name="repository"><c>owner/name</c> or a <c>file:///</c> address.</param>
    /// <param name="ecosystem">The ecosystem.</param>
    /// <param name="packageName">The package.</param>
    /// <param name="targetVersion">The target.</param>
    /// <param name="currentVersion">The version believed to be in use, if any.</param>
    /// <returns>For each field of the API that is wrong, why; empty when none is.</returns>
    public IReadOnlyDictionary<string, string[]> Check(
        string? repository, string? ecosystem, string? packageName, string? targetVersion, string? currentVersion)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!RepositoryAddress.TryValidate(repository, out var repositoryError))
        {
            errors["repository"] = [repositoryError];
        }
        else if (RepositoryAddress.IsFile(repository!) && !forge.Value.IsLocal)
        {
            errors["repository"] = ["A file address is accepted only where the local forge is enabled. Use 'owner/name'."];
        }

        if (ecosystem is null || !Ecosystems.All.Contains(ecosystem))
        {
            // What the other fields may be depends on it.
            errors["ecosystem"] = [$"The ecosystem is {(string.IsNullOrEmpty(ecosystem) ? "missing" : "unknown")}. Known are: {string.Join(", ", Ecosystems.All)}."];
            return errors;
        }

        if (!PackageName.TryValidate(ecosystem, packageName, out var packageError))
        {
            errors["packageName"] = [packageError];
        }

        if (!TargetVersion.TryValidate(ecosystem, targetVersion, out var targetError))
        {
            errors["targetVersion"] = [targetError];
        }

        if (currentVersion is not null)
        {
            if (currentVersion is TargetVersion.Latest or TargetVersion.Minor or TargetVersion.Patch)
            {
                errors["currentVersion"] = ["The current version must be a version."];
            }
            else if (!TargetVersion.TryValidate(ecosystem, currentVersion, out _))
            {
                errors["currentVersion"] = ["The current version must be one exact version, or left out."];
            }
        }

        return errors;
    }
}
