using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>
/// One body of GitHub's <c>issue_comment</c> event, sent over and over as deliveries of their own: the id is a header, so the
/// signature over the body is computed once, and the load generator's work is the same whoever answers.
/// </summary>
internal sealed class SignedDelivery
{
    /// <summary>Where deliveries go, in the GitHub app and in the baseline.</summary>
    public const string Path = "/api/github/webhooks";

    private readonly byte[] body = ReadBody();
    private readonly string signature;

    public SignedDelivery()
    {
        signature = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ServiceLauncher.WebhookSecret), body))}";
    }

    /// <summary>The body's length in bytes.</summary>
    public int Length => body.Length;

    /// <summary>Sends one delivery under a new id.</summary>
    /// <exception cref="MeasurementException">It was not accepted.</exception>
    public async Task SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/bench");
        request.Headers.Add("X-GitHub-Event", "issue_comment");
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", signature);
        using var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException(
                $"A delivery was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    // Without the line breaks that make it readable in the repository, as GitHub sends it.
    private static byte[] ReadBody()
    {
        using var resource = typeof(SignedDelivery).Assembly.GetManifestResourceStream("issue-comment.json")
            ?? throw new InvalidOperationException("The body is missing from this program.");
        return JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(resource).RootElement);
    }
}
