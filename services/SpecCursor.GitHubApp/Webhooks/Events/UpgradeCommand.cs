namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>A valid <c>/speccursor upgrade</c>.</summary>
/// <param name="Ecosystem">One of the known ecosystems.</param>
/// <param name="Package">A name that the ecosystem allows.</param>
/// <param name="Version">A version, or <c>latest</c>, <c>minor</c>, <c>patch</c>.</param>
internal sealed record UpgradeCommand(string Ecosystem, string Package, string Version);
