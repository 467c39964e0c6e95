using System.Text.Json.Serialization;

namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>
/// Reads the few fields that are needed. The typed events of Octokit.Webhooks insist on every field that GitHub documents, allocate all of
/// them, and refuse a delivery when GitHub adds a value to an enumeration. The payloads have setters because init-only properties make the serializer
/// several times slower, and reading is most of what a delivery costs.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IssueCommentPayload))]
[JsonSerializable(typeof(ReleasePayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
