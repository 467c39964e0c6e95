using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>An exporter as an executable.</summary>
public static class ExporterServer
{
    private static readonly TimeSpan HelpTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Writes its files and returns the command that serves, ending with its owner.</summary>
    /// <param name="options">How it is kept.</param>
    /// <param name="ownerProcessId">The process that it must not outlive.</param>
    /// <param name="logger">Hears what is done.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="BackingException">It is not installed.</exception>
    public static async Task<Command> PrepareAsync(ExporterOptions options, int ownerProcessId, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var program = options.Program.Find()
            ?? throw new BackingException($"{options.Program.Name} is not installed. Debian and Ubuntu: apt install {options.Program.Package}.");
        logger.LogInformation("{Exporter} from {Program}", options.Program.Name, program);
        var user = ServerUser.Resolve("prometheus", "nobody");
        var directory = MonitoringDirectory.Prepare(options.WorkingDirectory, user);
        foreach (var (name, content) in options.Files)
        {
            var file = Path.Combine(directory, name);
            SecretFile.Write(file, content);
            user?.Own(file);
        }

        var command = new Command(program, [.. options.Arguments(directory), .. await TurnedOffAsync(program, options.TurnedOff, cancellationToken)])
        {
            WorkingDirectory = options.WorkingDirectory,
            Environment = options.Environment(directory),
        };
        return Confinement.Supervise(command, user, ownerProcessId, stopSignal: "TERM");
    }

    // A switch that a release does not know keeps it from starting.
    private static async Task<IEnumerable<string>> TurnedOffAsync(string program, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        var help = await CommandRunner.RunAsync(new Command(program, ["--help"]), HelpTimeout, cancellationToken);
        return parts.Where(part => (help.Output + help.Error).Contains($"--{part} ", StringComparison.Ordinal)).Select(part => $"--no-{part}");
    }
}
