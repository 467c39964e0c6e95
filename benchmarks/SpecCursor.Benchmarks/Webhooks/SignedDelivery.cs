using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>Deliveries of GitHub's <c>issue_comment</c> event, each of another comment made just now, and each signed.</summary>
internal sealed class SignedDelivery
{
    /// <summary>Where deliveries go, in the GitHub app and in the baseline.</summary>
    public const string Path = "/api/github/webhooks";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(ServiceLauncher.WebhookSecret);

    private readonly CommentTemplate template = CommentTemplate.Load();

    /// <summary>Sends one delivery under a new id.</summary>
    /// <exception cref="MeasurementException">It was not accepted.</exception>
    public async Task SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var body = template.Next();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/bench");
        request.Headers.Add("X-GitHub-Event", "issue_comment");
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Secret, body))}");
        using var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException(
                $"A delivery was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
