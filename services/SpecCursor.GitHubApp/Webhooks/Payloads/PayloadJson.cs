using System.Text.Json.Serialization;

namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>
/// Reads the few fields that are needed. The typed events of Octokit.Webhooks insist on every field that GitHub documents, allocate all of
/// them, and refuse a delivery when GitHub adds a value to an enumeration.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IssueCommentPayload))]
[JsonSerializable(typeof(ReleasePayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
