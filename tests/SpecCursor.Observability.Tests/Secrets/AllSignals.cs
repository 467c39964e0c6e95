using SpecCursor.Observability.Tests.Live;

namespace SpecCursor.Observability.Tests.Secrets;

/// <summary>Everything that the application has said to anybody, as text, by where it was said.</summary>
internal static class AllSignals
{
    private static readonly string[] Services = ["controller", "github-app", "worker", "ai-service", "proof-engine"];

    public static async Task<IReadOnlyList<(string Place, string Text)>> CollectAsync(LiveApp live)
    {
        List<(string Place, string Text)> said = [];
        foreach (var service in Services)
        {
            said.Add(($"console of {service}", string.Join('\n', await live.App.LogOfAsync(service))));
            using var client = live.App.CreateClient(service);
            said.Add(($"/metrics of {service}", await client.GetStringAsync(new Uri("/metrics", UriKind.Relative))));
        }

        said.AddRange(live.Telemetry.Logs.Select(log => ($"log record of {log.Service}", $"{log.Body}\n{Join(log.Attributes)}")));
        said.AddRange(live.Telemetry.Spans.Select(span => (
            $"span {span.Name} of {span.Service}",
            $"{span.Name}\n{span.StatusMessage}\n{Join(span.Attributes)}\n{string.Join('\n', span.Events.Select(happened => happened.Name + Join(happened.Attributes)))}")));
        said.AddRange(live.Telemetry.Metrics.SelectMany(metric => metric.Points).SelectMany(point => point.Attributes.Values).Distinct().Select(value => ("metric", value)));
        said.AddRange(live.Sink.Slack.All.Select(body => ("Slack", body.ToJsonString())));
        said.AddRange(live.Sink.PagerDuty.All.Select(body => ("PagerDuty", body.ToJsonString())));
        said.AddRange(live.Sink.Webhook.All.Select(body => ("webhook", body.ToJsonString())));
        said.AddRange(live.Claude.Asked.Select(body => ("question to Claude", body)));
        said.AddRange(live.Mail.Mails.All.Select(mail => ("mail", mail)));
        foreach (var record in Directory.EnumerateFiles(live.App.Forge, "*", SearchOption.AllDirectories).Where(file => file.Contains(".pulls/", StringComparison.Ordinal)))
        {
            said.Add(($"pull request {Path.GetFileName(record)}", await File.ReadAllTextAsync(record)));
        }

        return said;
    }

    private static string Join(IReadOnlyDictionary<string, string> attributes) => string.Join('\n', attributes.Values);
}
