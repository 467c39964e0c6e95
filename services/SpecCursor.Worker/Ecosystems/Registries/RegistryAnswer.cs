using System.Net;
using System.Net.Http.Headers;

namespace SpecCursor.Worker.Ecosystems.Registries;

/// <summary>What a registry says, be it yes or no.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Content">The body; empty where only the head was asked for.</param>
internal sealed record RegistryAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Content)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
