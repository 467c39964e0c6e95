using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>The local forge's records as JSON for people and programs.</summary>
[JsonSerializable(typeof(PullRequestRecord))]
internal sealed partial class LocalForgeJson : JsonSerializerContext
{
    /// <summary>The context that leaves quotes, accents and the like as they are: the files are never part of a web page.</summary>
    public static LocalForgeJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
