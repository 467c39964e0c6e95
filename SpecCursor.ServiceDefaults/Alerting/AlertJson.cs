using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecCursor.ServiceDefaults.Alerting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CriticalAlert[]))]
internal sealed partial class AlertJson : JsonSerializerContext;
