using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>The ecosystems that this worker has, by name.</summary>
internal sealed class EcosystemRegistry(IEnumerable<IEcosystem> ecosystems)
{
    private readonly Dictionary<string, IEcosystem> _byName = ecosystems.ToDictionary(ecosystem => ecosystem.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<IEcosystem> All => _byName.Values;

    /// <exception cref="StepFailedException">There is none of that name.</exception>
    public IEcosystem Get(string name) => _byName.GetValueOrDefault(name) ?? throw new StepFailedException(
        FailureCodes.EcosystemNotSupported,
        $"The ecosystem '{name}' is not supported yet. Supported are: {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}.");
}
