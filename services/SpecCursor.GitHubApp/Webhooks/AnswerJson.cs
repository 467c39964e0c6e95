using System.Text.Json.Serialization;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Answers as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
