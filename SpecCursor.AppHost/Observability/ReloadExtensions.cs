using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Observability;

/// <summary>Has running programs read their configuration again, by a command of the dashboard.</summary>
internal static class ReloadExtensions
{
    private const string Name = "reload";
    private const string Title = "Reload configuration";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly CommandOptions Look = new() { IconName = "ArrowSync", Description = "Reads the files in the directory containers again, without a restart." };

    /// <summary>Reloads what can be told so over HTTP, as Prometheus and Alertmanager can.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="port">Its port on this machine.</param>
    /// <param name="renew">Brings the copy of the configuration that it reads up to date.</param>
    public static IResourceBuilder<TResource> WithReload<TResource>(this IResourceBuilder<TResource> resource, int port, Action renew)
        where TResource : IResource =>
        resource.WithCommand(Name, Title, context => AnswerAsync(async () =>
        {
            renew();
            using var client = context.Services.CreateReadinessClient();
            using var response = await client.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/-/reload")), content: null, context.CancellationToken);
            return response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(context.CancellationToken);
        }), Look);

    /// <summary>Reloads what is told so by a hang-up signal, as everything made of the OpenTelemetry Collector is.</summary>
    /// <param name="container">The container.</param>
    /// <param name="builder">The application.</param>
    public static IResourceBuilder<ContainerResource> WithReloadBySignal(this IResourceBuilder<ContainerResource> container, SpecCursorBuilder builder) =>
        container.WithCommand(Name, Title, context => AnswerAsync(async () =>
        {
            var current = await context.Services.GetRequiredService<ResourceNotificationService>()
                .WaitForResourceAsync(container.Resource.Name, _ => true, context.CancellationToken);
            if (current.Snapshot.Properties.FirstOrDefault(property => property.Name == "container.id")?.Value is not string id)
            {
                return "It does not run.";
            }

            var signal = new Command(builder.Mode.Engine ?? "docker", ["kill", "--signal", "HUP", id]);
            var result = await CommandRunner.RunAsync(signal, Limit, context.CancellationToken);
            return result.Succeeded ? null : result.Explanation;
        }), Look);

    private static async Task<ExecuteCommandResult> AnswerAsync(Func<Task<string?>> reload)
    {
        try
        {
            return await reload() is { } problem ? CommandResults.Failure(problem) : CommandResults.Success();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or BackingException or TimeoutException or Win32Exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }
}
