using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost.Services;

namespace SpecCursor.AppHost.Observability;

/// <summary>Lets people see that a notification gets through to them.</summary>
internal static class RehearsalExtensions
{
    /// <summary>The command's name.</summary>
    public const string Command = "rehearse";

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    /// <summary>Lets people send an alert that is none: it goes the way of every warning, and is over after a minute.</summary>
    /// <param name="alertmanager">Alertmanager.</param>
    /// <param name="port">Its port on this machine.</param>
    public static IResourceBuilder<TResource> WithRehearsal<TResource>(this IResourceBuilder<TResource> alertmanager, int port)
        where TResource : IResource =>
        alertmanager.WithCommand(Command, "Rehearse an alert", context => SendAsync(port, context), new CommandOptions
        {
            IconName = "Alert",
            Description = "Sends the warning Rehearsal to everybody who is told of warnings. ./speccursor alert makes the real failure behind an alert.",
        });

    private static async Task<ExecuteCommandResult> SendAsync(int port, ExecuteCommandContext context)
    {
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        object[] alerts =
        [
            new
            {
                labels = new { alertname = "Rehearsal", severity = "warning", service = "alertmanager", component = "monitoring" },
                annotations = new { summary = "A rehearsal", description = "Somebody pressed the button: nothing is wrong." },
                startsAt = now,
                endsAt = now + Length,
            },
        ];
        try
        {
            using var client = context.Services.CreateReadinessClient();
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v2/alerts"));
            using var response = await client.PostAsJsonAsync(address, alerts, context.CancellationToken);
            return response.IsSuccessStatusCode
                ? CommandResults.Success("Everybody who is told of warnings hears of it within seconds.")
                : CommandResults.Failure(await response.Content.ReadAsStringAsync(context.CancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }
}
