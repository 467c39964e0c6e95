using System.ComponentModel.DataAnnotations;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Webhooks.Watching;

/// <summary>The list <c>SpecCursor:Watches</c>.</summary>
internal sealed class WatchOptions : IValidatableObject
{
    /// <summary>The most upgrades that one release may start.</summary>
    public const int MaximumRepositories = 500;

    /// <summary>The entries.</summary>
    public IList<Watch> Watches { get; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var watch in Watches)
        {
            foreach (var repository in watch.Repositories.Append(watch.Source))
            {
                if (!RepositoryAddress.TryValidate(repository, out var error))
                {
                    yield return new ValidationResult($"SpecCursor:Watches has the repository '{repository}'. {error}");
                }
            }

            if (!PackageName.TryValidate(watch.Ecosystem, watch.Package, out var reason))
            {
                yield return new ValidationResult($"SpecCursor:Watches has the package '{watch.Package}'. {reason}");
            }
        }

        foreach (var group in Watches.GroupBy(watch => watch.Source, StringComparer.OrdinalIgnoreCase))
        {
            if (group.Sum(watch => watch.Repositories.Count) > MaximumRepositories)
            {
                yield return new ValidationResult($"SpecCursor:Watches has more than {MaximumRepositories} repositories for releases of '{group.Key}'.");
            }
        }
    }
}
