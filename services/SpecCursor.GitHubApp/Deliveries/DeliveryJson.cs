using System.Text.Json.Serialization;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>What is kept of a delivery, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryWork))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
