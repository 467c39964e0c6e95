using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Sandbox.View;

/// <summary>What a command sees besides the system, alike in every sandbox.</summary>
internal sealed record SandboxView
{
    private const string Workspace = "/workspace";

    /// <summary>The workspace, and what stands in it or beside it, in the order to mount them.</summary>
    public required IReadOnlyList<SandboxMount> Mounts { get; init; }

    /// <summary>All its variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where it starts.</summary>
    public required string WorkingDirectory { get; init; }

    /// <exception cref="TransientStepException">A tool is missing.</exception>
    public static SandboxView Of(SandboxCommand command, ToolLocator locator)
    {
        var (toolMounts, folders) = ToolMounts.For(command, locator);
        var mounts = new List<SandboxMount> { new(command.Workspace, Workspace, IsWritable: true) };
        if (command.GitDirectory is { } git)
        {
            mounts.Add(new SandboxMount(git, $"{Workspace}/.git", IsWritable: false));
        }

        var environment = SandboxEnvironment.Create(command, SandboxEnvironment.Home, string.Join(':', [.. folders, SandboxEnvironment.SystemPath]));
        foreach (var mount in command.Mounts.Where(mount => mount.Variable is not null))
        {
            environment[mount.Variable!] = mount.SandboxPath;
        }

        return new SandboxView
        {
            Mounts = [.. mounts, .. command.Mounts, .. toolMounts],
            Environment = environment,
            WorkingDirectory = command.WorkingDirectory.Length == 0 ? Workspace : $"{Workspace}/{command.WorkingDirectory}",
        };
    }
}
