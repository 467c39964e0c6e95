using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Api;

/// <summary>Which upgrades are wanted; what is null or empty is not asked about.</summary>
internal sealed record UpgradeFilter
{
    public UpgradeStatus? Status { get; init; }

    public string? Ecosystem { get; init; }

    public string? Repository { get; init; }

    public string? Package { get; init; }

    /// <summary>Reads a filter from a query.</summary>
    public static UpgradeFilter Read(string? status, string? ecosystem, string? repository, string? package, out IReadOnlyDictionary<string, string[]> errors)
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        UpgradeStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (EnumNames.TryGet<UpgradeStatus>(status, out var value))
            {
                wanted = value;
            }
            else
            {
                found["status"] = [$"The status is unknown. Known are: {string.Join(", ", EnumNames.All<UpgradeStatus>())}."];
            }
        }

        if (!string.IsNullOrEmpty(ecosystem) && !Ecosystems.All.Contains(ecosystem))
        {
            found["ecosystem"] = [$"The ecosystem is unknown. Known are: {string.Join(", ", Ecosystems.All)}."];
        }

        errors = found;
        return new UpgradeFilter { Status = wanted, Ecosystem = Given(ecosystem), Repository = Given(repository), Package = Given(package) };
    }

    public IQueryable<Upgrade> Apply(IQueryable<Upgrade> upgrades)
    {
        if (Status is { } status)
        {
            upgrades = upgrades.Where(upgrade => upgrade.Status == status);
        }

        if (Ecosystem is { } ecosystem)
        {
            upgrades = upgrades.Where(upgrade => upgrade.Ecosystem == ecosystem);
        }

        if (Repository is { } repository)
        {
            upgrades = upgrades.Where(upgrade => upgrade.Repository == repository);
        }

        return Package is { } package ? upgrades.Where(upgrade => upgrade.PackageName == package) : upgrades;
    }

    // NUL is no character of a Postgres text, so nothing can match it; the database would refuse even to look.
    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value.Replace('\0', '\uFFFD');
}
