using System.ComponentModel;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Backing;

/// <summary>The data volumes of containers.</summary>
internal static class DataVolumes
{
    private const string Prefix = "speccursor";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A volume of this state directory's own, so that two applications never share one. The name is kept with the data: discarding
    /// the data makes a new name, and with it an empty volume.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="purpose">What the volume holds.</param>
    public static string VolumeName(this SpecCursorBuilder builder, string purpose)
    {
        if (builder.IsPublished)
        {
            return $"{purpose}-data";
        }

        var file = NameFile(builder.State);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Guid.NewGuid().ToString("N")[..12]);
        }

        return $"{Prefix}-{purpose}-{File.ReadAllText(file).Trim()}";
    }

    /// <summary>Removes the volumes of a state directory. Those that are in use stay, as do all where the engine does not answer.</summary>
    /// <param name="state">The state directory.</param>
    /// <param name="engine">The engine's command; null where there is none.</param>
    public static async Task RemoveAsync(StateDirectory state, string? engine)
    {
        var file = NameFile(state);
        if (engine is null || !File.Exists(file))
        {
            return;
        }

        try
        {
            var name = await File.ReadAllTextAsync(file);
            var listed = await RunAsync(engine, "volume", "ls", "--quiet", "--filter", $"name={Prefix}-");
            foreach (var volume in listed.Output.Split('\n', StringSplitOptions.TrimEntries).Where(volume => volume.EndsWith($"-{name.Trim()}", StringComparison.Ordinal)))
            {
                await RunAsync(engine, "volume", "rm", volume);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or Win32Exception)
        {
            await Console.Error.WriteLineAsync($"speccursor: the volumes of discarded data are left in {engine}: {exception.Message}");
        }
    }

    private static string NameFile(StateDirectory state) => Path.Combine(state.Data, "volumes");

    private static Task<CommandResult> RunAsync(string engine, params string[] arguments) =>
        CommandRunner.RunAsync(new Command(engine, arguments), Limit, CancellationToken.None);
}
