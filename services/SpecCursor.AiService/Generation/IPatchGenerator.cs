using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Failures;

namespace SpecCursor.AiService.Generation;

/// <summary>Repairs what an upgrade broke.</summary>
public interface IPatchGenerator
{
    /// <summary>Makes a repair, or says why there is none.</summary>
    /// <param name="command">What broke.</param>
    /// <param name="tries">How often the command has been handled, this time included; at the last one the provider that can't be asked is passed over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="TransientStepException">A provider can't be asked now, and the command will come again.</exception>
    Task<PatchGenerated> GenerateAsync(GeneratePatch command, int tries, CancellationToken cancellationToken);
}
