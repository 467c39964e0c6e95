using SpecCursor.AiService.Providers;

namespace SpecCursor.AiService.Generation;

/// <summary>What came of a generation, and which provider it came from.</summary>
/// <param name="Provider">One of <see cref="ProviderNames"/>.</param>
/// <param name="Proposal">The proposal.</param>
internal sealed record GenerationResult(string Provider, PatchProposal Proposal);
