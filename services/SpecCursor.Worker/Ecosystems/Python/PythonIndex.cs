using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Where versions are looked up: the project's indexes, the worker's, or its folder of wheels.</summary>
internal sealed class PythonIndex(SimpleIndex index, IOptions<PythonOptions> options)
{
    /// <param name="indexes">The project's.</param>
    /// <param name="package">The package.</param>
    /// <param name="withHashes">Whether the hashes of the files matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StepFailedException">None has it, or one wants credentials.</exception>
    /// <exception cref="TransientStepException">One doesn't answer.</exception>
    public async Task<PackageFiles> GetAsync(ProjectIndexes indexes, string package, bool withHashes, CancellationToken cancellationToken)
    {
        if (options.Value.WheelFolder is { Length: > 0 } folder)
        {
            return await WheelFolder.ReadAsync(folder, package, withHashes, cancellationToken);
        }

        try
        {
            return await GetAsync(indexes.Index ?? options.Value.Index, package, cancellationToken);
        }
        catch (StepFailedException exception) when (exception.Failure.Code == FailureCodes.PackageNotFound && indexes.Further.Count > 0)
        {
            return await GetAsync(indexes.Further[0], package, cancellationToken);
        }
    }

    private Task<PackageFiles> GetAsync(Uri address, string package, CancellationToken cancellationToken) =>
        index.GetAsync(address, isOfRepository: address.Authority != options.Value.Index.Authority, package, cancellationToken);
}
