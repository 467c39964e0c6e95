using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Sends deliveries with a wrong signature, from an address of loopback that nobody else here uses.</summary>
internal sealed class Stranger : IDisposable
{
    private static readonly IPAddress Own = IPAddress.Parse("127.0.0.2");

    private readonly HttpClient _client;

    public Stranger(Uri gitHubApp)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        _client = new HttpClient(handler) { BaseAddress = gitHubApp };
    }

    public async Task<HttpStatusCode> DeliverAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/github/webhooks", UriKind.Relative))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            Headers =
            {
                { "X-GitHub-Event", "issue_comment" }, { "X-GitHub-Delivery", Guid.NewGuid().ToString() },
                { "X-Hub-Signature-256", "sha256=" + new string('0', 64) },
            },
        };
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(Own, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
