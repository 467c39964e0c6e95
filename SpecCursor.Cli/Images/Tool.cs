using System.Collections;
using System.ComponentModel;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Cli.Images;

/// <summary>Runs the programs that images are built with, from the top of a tree.</summary>
/// <param name="root">The top of the tree.</param>
internal sealed class Tool(string root)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs a program and returns what it prints, without white space around it.</summary>
    /// <exception cref="ImageException">It is missing, or it failed.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var command = new Command(program, [.. arguments]) { WorkingDirectory = root, Environment = Environment() };
        try
        {
            var result = await CommandRunner.RunAsync(command, Limit, cancellationToken);
            return result.Succeeded
                ? result.Output.Trim()
                : throw new ImageException($"{program} {string.Join(' ', command.Arguments.Take(2))} failed: {result.Explanation}");
        }
        catch (Win32Exception exception)
        {
            throw new ImageException($"{program} can't be started: {exception.Message}. It must be on PATH.");
        }
    }

    /// <summary>Asks the container engine's command.</summary>
    public Task<string> DockerAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) => RunAsync("docker", arguments, cancellationToken);

    /// <summary>Whether an image is on this machine.</summary>
    public async Task<bool> HasImageAsync(string image, CancellationToken cancellationToken) =>
        (await DockerAsync(cancellationToken, "images", "--quiet", image)).Length > 0;

    /// <summary>Copies files out of an image, which may have no shell to ask.</summary>
    /// <param name="image">The image.</param>
    /// <param name="files">Pairs of a path inside and the file to write.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    public async Task CopyOutAsync(string image, IEnumerable<(string Inside, string Target)> files, CancellationToken cancellationToken)
    {
        // A command must be given, though it never runs.
        var container = await DockerAsync(cancellationToken, "create", image, "none");
        try
        {
            foreach (var (inside, target) in files)
            {
                await DockerAsync(cancellationToken, "cp", "--follow-link", $"{container}:{inside}", target);
            }
        }
        finally
        {
            await DockerAsync(CancellationToken.None, "rm", "--volumes", container);
        }
    }

    // BuildKit asks a registry about every base, whether or not it is on this machine.
    private static Dictionary<string, string> Environment() =>
        new(System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!)))
        {
            ["DOCKER_BUILDKIT"] = "0",
            ["DOTNET_NOLOGO"] = "1",
        };
}
