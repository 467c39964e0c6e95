namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Why a delivery is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable kebab-case code.</param>
/// <param name="Detail">One or two sentences for the sender.</param>
internal sealed record DeliveryRefusal(int Status, string Code, string Detail);
