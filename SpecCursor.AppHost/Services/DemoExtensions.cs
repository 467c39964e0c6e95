using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Samples;

namespace SpecCursor.AppHost.Services;

/// <summary>A real upgrade at the press of a button of the dashboard.</summary>
internal static class DemoExtensions
{
    /// <summary>The command's name.</summary>
    public const string Command = "demo-upgrade";

    /// <summary>Lets people send an upgrade of a sample: they find it in the console a moment later.</summary>
    /// <param name="gitHubApp">The service that deliveries are sent to.</param>
    /// <param name="builder">The application.</param>
    public static IResourceBuilder<ProjectResource> WithDemoUpgrade(this IResourceBuilder<ProjectResource> gitHubApp, SpecCursorBuilder builder)
    {
        var isLocal = builder.Application.Configuration["SpecCursor:Forge:Kind"] is null or "local";
        var samples = Path.GetFullPath(Path.Combine(builder.Application.AppHostDirectory, "..", "samples"));
        return builder.IsPublished || !isLocal || !Directory.Exists(samples)
            ? gitHubApp
            : gitHubApp.WithCommand(Command, "Send a demo upgrade", context => SendAsync(builder, samples, context), new CommandOptions
            {
                IconName = "Play",
                Description = "Makes a repository of a sample whose upgrade breaks its tests, and sends the delivery that asks for that upgrade.",
                UpdateState = context => context.ResourceSnapshot.HealthStatus is Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
            });
    }

    private static async Task<ExecuteCommandResult> SendAsync(SpecCursorBuilder builder, string samples, ExecuteCommandContext context)
    {
        try
        {
            var repairable = Scenario.Load(samples, Scenario.DefaultEcosystem).First(scenario => scenario.Expected == ExpectedOutcome.Repaired);
            var scenario = repairable with { Owner = $"demo-{Guid.NewGuid().ToString("N")[..8]}" };
            await new SampleForge(samples, builder.State.Forge).CreateAsync(scenario, context.CancellationToken);
            using var client = context.Services.CreateReadinessClient();
            client.BaseAddress = new Uri(builder.GitHubAppAddress);
            var secret = builder.Settings.WebhookSecret ?? builder.Secrets.Get(SecretStore.WebhookSecret).Value;
            await new WebhookSender(client, secret, context.Services.GetRequiredService<TimeProvider>()).CommentAsync(scenario, context.CancellationToken);
            return CommandResults.Success($"{scenario.Package} of {scenario.Repository} is on its way: {builder.ConsoleAddress}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidOperationException or Win32Exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }
}
