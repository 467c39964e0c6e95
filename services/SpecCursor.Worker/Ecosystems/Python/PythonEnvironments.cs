using System.Text;
using System.Text.Json;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Makes the environment, has pip choose or install, and reads what came of it.</summary>
internal sealed class PythonEnvironments(PythonCommands commands, PythonLockers lockers)
{
    private const string Report = $"{PythonCommands.EnvironmentFolder}/report.json";
    private const string Markers = $"{PythonCommands.EnvironmentFolder}/markers.json";
    private const string Graph = $"{PythonCommands.EnvironmentFolder}/graph.json";
    private const string Requirements = $"{PythonCommands.EnvironmentFolder}/requirements.txt";
    private const string Constraints = $"{PythonCommands.EnvironmentFolder}/constraints.txt";
    private const int MaximumGraph = 64 * 1024 * 1024;

    /// <summary>Makes an empty environment.</summary>
    /// <exception cref="StepFailedException">The repository has something in its place, or Python can't make one.</exception>
    public async Task CreateAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken)
    {
        var folder = project.PathOf(PythonCommands.EnvironmentFolder);
        if (run.Files.Any(file => file.Path == folder || file.Path.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            throw new StepFailedException(FailureCodes.UnsafePath, $"The repository has a '{folder}', where the upgrade's own environment would be.");
        }

        var made = await commands.CreateEnvironmentAsync(run, project.Folder, cancellationToken);
        if (!ToolFailures.Succeeded(made))
        {
            throw PipFailures.Of(made, "python -m venv");
        }
    }

    /// <summary>Has pip install the project's requirements, or what is locked for them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="project">The project.</param>
    /// <param name="indexes">The indexes that it names.</param>
    /// <param name="pins">Versions that pip has to keep to, as lines of a constraints file; a lockfile has its own.</param>
    /// <param name="isDry">Whether to choose only, and install nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutput> InstallAsync(
        UpgradeRun run, PythonProject project, ProjectIndexes indexes, IEnumerable<string> pins, bool isDry, CancellationToken cancellationToken)
    {
        if (lockers.Of(project) is { } locker)
        {
            var locked = await locker.ListAsync(run, project, cancellationToken);
            return await InstallExactlyAsync(run, project, indexes, locked.Select(line => WithExtras(line, project)), isDry, cancellationToken);
        }

        await WriteAsync(run, project, Requirements, project.PyprojectLines(), cancellationToken);
        await WriteAsync(run, project, Constraints, pins, cancellationToken);
        var roots = project.Roots.Select(root => project.Folder.Length == 0 ? root : root[(project.Folder.Length + 1)..]).Append(Requirements);
        return await InstallAsync(
            run, project, indexes, [.. roots.Select(root => $"--requirement=./{root}"), $"--constraint=./{Constraints}"], isDry, cancellationToken);
    }

    /// <summary>Has pip install exactly these, whatever they require of each other.</summary>
    public async Task<CommandOutput> InstallExactlyAsync(
        UpgradeRun run, PythonProject project, ProjectIndexes indexes, IEnumerable<string> pins, bool isDry, CancellationToken cancellationToken)
    {
        await WriteAsync(run, project, Requirements, indexes.Lines.Concat(pins), cancellationToken);
        return await InstallAsync(run, project, indexes, ["--no-deps", $"--requirement=./{Requirements}"], isDry, cancellationToken);
    }

    /// <summary>What pip chose on its last run.</summary>
    public async Task<PythonLock> ReadAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken)
    {
        var markers = project.Declared().Select(site => site.Declared.Requirement.Marker).Where(marker => marker.Length > 0).Distinct();
        await run.Workspace.Tree.WriteAsync(project.PathOf(Markers), JsonSerializer.SerializeToUtf8Bytes(markers), cancellationToken);
        var read = await commands.RunScriptAsync(run, project.Folder, LockScript.Text, [Report, Markers, Graph], "reading pip's report", cancellationToken);
        if (!ToolFailures.Succeeded(read))
        {
            throw PipFailures.Of(read, "Reading pip's report");
        }

        return PythonLock.Parse(
            await run.Workspace.Tree.ReadAsync(project.PathOf(Graph), MaximumGraph, cancellationToken)
                ?? throw new StepFailedException(FailureCodes.InstallFailed, "pip reported nothing."));
    }

    /// <summary>Wheels alone run no code when they are installed; sources are built only where there is no wheel.</summary>
    private async Task<CommandOutput> InstallAsync(
        UpgradeRun run, PythonProject project, ProjectIndexes indexes, IReadOnlyList<string> arguments, bool isDry, CancellationToken cancellationToken)
    {
        string[] dry = isDry ? ["--dry-run"] : [];
        string[] all = ["--no-warn-script-location", $"--report={Report}", .. dry, .. arguments];
        var install = await commands.InstallAsync(run, project.Folder, indexes, all, mayBuild: false, cancellationToken);
        return PipFailures.LacksWheel(install) && !PipFailures.IsNetwork(install)
            ? await commands.InstallAsync(run, project.Folder, indexes, all, mayBuild: true, cancellationToken)
            : install;
    }

    /// <summary>A list of all that is locked has no extras any more, and pip's report tells of those that are asked for.</summary>
    private static string WithExtras(string line, PythonProject project)
    {
        var pin = Requirement.Parse(line);
        var extras = project.SitesOf(pin?.Name ?? string.Empty).Select(site => site.Declared.Requirement.Extras).Where(extras => extras.Length > 0).Distinct().ToList();
        return pin is null || pin.Extras.Length > 0 || extras.Count == 0 ? line : $"{pin.Name}[{string.Join(',', extras)}]{line[pin.Name.Length..]}";
    }

    private static Task WriteAsync(UpgradeRun run, PythonProject project, string path, IEnumerable<string> lines, CancellationToken cancellationToken) =>
        run.Workspace.Tree.WriteAsync(project.PathOf(path), Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), cancellationToken);
}
