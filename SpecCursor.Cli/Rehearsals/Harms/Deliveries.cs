using System.Net;
using System.Text;
using SpecCursor.Backing.Samples;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Deliveries that GitHub would not send, or that are lost.</summary>
internal static class Deliveries
{
    private const int MaximumLost = 300;

    /// <summary>Sends deliveries whose signature is another secret's.</summary>
    public static async Task SendWronglySignedAsync(RehearsedApplication app, int count, CancellationToken stop)
    {
        for (var number = 0; number < count; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.Add("X-GitHub-Event", "issue_comment");
            request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
            request.Headers.Add("X-Hub-Signature-256", "sha256=" + new string('0', 64));
            using var response = await app.GitHubApp.SendAsync(request, stop);
            RehearsedApplication.Expect(response, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);
        }
    }

    /// <summary>Sends a rightly signed comment whose command leads out of the registry.</summary>
    public static Task SendTraversalAsync(RehearsedApplication app, CancellationToken stop) =>
        SendAsync(app, "/speccursor upgrade ../../etc/passwd@1.0.0", [HttpStatusCode.UnprocessableEntity], stop);

    /// <summary>Sends deliveries that cannot be recorded, since Postgres was ended.</summary>
    public static async Task LoseAsync(RehearsedApplication app, CancellationToken stop)
    {
        // Postgres takes a moment to end: what is sent meanwhile is accepted.
        Processes.End(app, "postgres");
        await Pace.RepeatAsync(
            MaximumLost, token => SendAsync(app, "/speccursor upgrade ms@2.1.3", [HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted], token), stop);
    }

    private static async Task SendAsync(RehearsedApplication app, string comment, HttpStatusCode[] expected, CancellationToken stop)
    {
        var body = Encoding.UTF8.GetBytes(IssueCommentPayload.Create("rehearsal/app", comment, DateTimeOffset.UtcNow).ToJsonString());
        using var request = WebhookSender.Request("issue_comment", Guid.NewGuid(), body, app.State.WebhookSecret);
        using var response = await app.GitHubApp.SendAsync(request, stop);
        RehearsedApplication.Expect(response, expected);
    }
}
