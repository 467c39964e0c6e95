using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Providers;

/// <summary>Something that can repair what an upgrade broke.</summary>
internal interface IPatchProvider
{
    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    string Name { get; }

    /// <summary>Makes a repair, or says why it can't. What it returns as files has passed validation.</summary>
    /// <param name="command">What broke.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderUnavailableException">It can't be asked now, but may be later.</exception>
    Task<PatchProposal> ProposeAsync(GeneratePatch command, CancellationToken cancellationToken);
}
