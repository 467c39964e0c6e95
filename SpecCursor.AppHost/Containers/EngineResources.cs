using System.ComponentModel;
using System.Diagnostics;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Containers;

/// <summary>
/// What a state directory has in the engine: containers with its label and volumes with its name, so that two applications never share one.
/// The name is kept with the data: discarding the data makes a new name, and with it empty volumes.
/// </summary>
internal static class EngineResources
{
    /// <summary>The label of every container; its value is the name of the state directory's data.</summary>
    public const string Label = "speccursor.data";

    private const string Prefix = "speccursor";
    private const string OrchestratorPrefix = "aspire-";

    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>The name of a volume of this state directory's own.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="purpose">What the volume holds.</param>
    public static string VolumeName(this SpecCursorBuilder builder, string purpose) =>
        builder.IsPublished ? $"{purpose}-data" : $"{Prefix}-{purpose}-{DataName(builder.State)}";

    /// <summary>Marks a container as this state directory's; one that outlives the application is named after it, since the engine has each name once.</summary>
    /// <param name="container">The container.</param>
    /// <param name="builder">The application.</param>
    public static IResourceBuilder<TContainer> WithOwner<TContainer>(this IResourceBuilder<TContainer> container, SpecCursorBuilder builder)
        where TContainer : ContainerResource
    {
        if (builder.IsPublished)
        {
            return container;
        }

        var name = DataName(builder.State);
        container.WithContainerRuntimeArgs("--label", $"{Label}={name}");
        return builder.Settings.ContainerLifetime == ContainerLifetime.Persistent ? container.WithContainerName($"{container.Resource.Name}-{name}") : container;
    }

    /// <summary>
    /// Removes the containers and the volumes of a state directory, whose application does not run. Where the engine does not answer all of them stay, and
    /// it is said.
    /// </summary>
    /// <param name="state">The state directory.</param>
    /// <param name="engine">The engine's command; null where there is none.</param>
    public static async Task RemoveAsync(StateDirectory state, string? engine)
    {
        if (engine is null || !File.Exists(NameFile(state)))
        {
            return;
        }

        var name = DataName(state);
        try
        {
            // The orchestrator of an application that has just ended may still be at it, and what it removes at this moment is in use.
            var start = Stopwatch.GetTimestamp();
            while (await RemoveOnceAsync(engine, name) is { } problem)
            {
                if (Stopwatch.GetElapsedTime(start) > RemovalLimit)
                {
                    await Console.Error.WriteLineAsync($"speccursor: what belongs to discarded data is left in {engine}: {problem}");
                    return;
                }

                await Task.Delay(Poll);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or Win32Exception)
        {
            await Console.Error.WriteLineAsync($"speccursor: what belongs to discarded data is left in {engine}: {exception.Message}");
        }
    }

    /// <summary>What went wrong; null where nothing is left.</summary>
    private static async Task<string?> RemoveOnceAsync(string engine, string name)
    {
        var containers = await RunAsync(engine, "ps", "--all", "--quiet", "--filter", $"label={Label}={name}");
        var volumes = await RunAsync(engine, "volume", "ls", "--quiet", "--filter", $"name={Prefix}-");
        if (new[] { containers, volumes }.FirstOrDefault(listed => !listed.Succeeded) is { } unanswered)
        {
            return unanswered.Explanation;
        }

        HashSet<string> networks = [];
        foreach (var container in Lines(containers))
        {
            // It may be gone by now.
            networks.UnionWith(Lines(await RunAsync(engine, "inspect", "--format", "{{range $name, $network := .NetworkSettings.Networks}}{{println $name}}{{end}}", container)));
            await RunAsync(engine, "rm", "--force", "--volumes", container);
        }

        // The orchestrator keeps one for all containers that outlive their applications; the engine keeps it while any is on it.
        foreach (var network in networks.Where(network => network.StartsWith(OrchestratorPrefix, StringComparison.Ordinal)))
        {
            await RunAsync(engine, "network", "rm", network);
        }

        string? problem = null;
        foreach (var volume in Lines(volumes).Where(volume => volume.EndsWith($"-{name}", StringComparison.Ordinal)))
        {
            var removal = await RunAsync(engine, "volume", "rm", volume);
            problem = removal.Succeeded ? problem : removal.Explanation;
        }

        return problem;
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string DataName(StateDirectory state)
    {
        var file = NameFile(state);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Guid.NewGuid().ToString("N")[..12]);
        }

        return File.ReadAllText(file).Trim();
    }

    private static string NameFile(StateDirectory state) => Path.Combine(state.Data, "volumes");

    private static Task<CommandResult> RunAsync(string engine, params string[] arguments) =>
        CommandRunner.RunAsync(new Command(engine, arguments), CommandLimit, CancellationToken.None);
}
