using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SpecCursor.Backing.Samples;

/// <summary>Sends what GitHub sends: a signed delivery of an issue comment.</summary>
internal sealed class WebhookSender(HttpClient client, string secret, TimeProvider time)
{
    /// <summary>Comments <c>/speccursor upgrade package@version</c> on an issue of the repository.</summary>
    /// <returns>The delivery's id.</returns>
    /// <exception cref="HttpRequestException">The GitHub app did not accept it.</exception>
    public async Task<Guid> CommentAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var delivery = Guid.NewGuid();
        var body = JsonSerializer.SerializeToUtf8Bytes(IssueCommentPayload.Create(
            scenario.Repository,
            $"/speccursor upgrade {scenario.Package}@{scenario.Target} --ecosystem {scenario.Ecosystem}",
            time.GetUtcNow()));
        using var request = Request("issue_comment", delivery, body, secret);
        using var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"The GitHub app answered the delivery with {(int)response.StatusCode}: {answer}");
        }

        return delivery;
    }

    /// <summary>A delivery as GitHub sends it.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="body">The body.</param>
    /// <param name="secret">What it is signed with.</param>
    public static HttpRequestMessage Request(string eventName, Guid delivery, byte[] body, string secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/demo");
        request.Headers.Add("X-GitHub-Event", eventName);
        request.Headers.Add("X-GitHub-Delivery", delivery.ToString());
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        return request;
    }
}
