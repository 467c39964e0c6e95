using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python.Poetry;

/// <summary>Has Poetry write its lockfile, and say what of it belongs into this environment. pip installs that.</summary>
internal sealed class PoetryCommands(
    PythonCommands commands, ISandbox sandbox, ToolLocator locator, IOptions<SandboxOptions> sandboxOptions, IOptions<PythonOptions> options) : IPythonLocker
{
    public const string LockfileName = "poetry.lock";
    public const string Tool = "poetry";

    private const int MaximumList = 32 * 1024 * 1024;
    private const string Chosen = $"{PythonCommands.EnvironmentFolder}/poetry.txt";
    private const string Pins = $"{PythonCommands.EnvironmentFolder}/poetry-pins.txt";

    /// <summary>Constant text. Poetry 2 keeps what is locked without being told.</summary>
    private const string LockScript = $"""
        export VIRTUAL_ENV="$PWD/{PythonCommands.EnvironmentFolder}"
        case "$({Tool} --version)" in *"version 1."*) keep=--no-update ;; *) keep= ;; esac
        exec {Tool} lock $keep --no-interaction --no-ansi
        """;

    /// <summary>Constant text. The list can be longer than what is kept of an output.</summary>
    private const string ListScript = $"""
        export VIRTUAL_ENV="$PWD/{PythonCommands.EnvironmentFolder}"
        {Tool} install --no-root --dry-run --no-interaction --no-ansi > {Chosen}
        """;

    /// <summary>Constant text. Arguments: the lockfile, Poetry's list, and the requirements file to write.</summary>
    private const string PinScript = """
        import re, sys
        try:
            import tomllib
        except ImportError:
            from pip._vendor import tomli as tomllib
        from pip._vendor.packaging.utils import canonicalize_name

        lockfile, chosen, pins = sys.argv[1:]
        with open(lockfile, "rb") as file:
            locked = tomllib.load(file)
        former = locked.get("metadata", {}).get("files", {})
        hashes = {}
        for package in locked.get("package", []):
            if package.get("source", {}).get("type", "legacy") != "legacy":
                sys.exit("%s is locked to an address or a folder, which is not supported" % package["name"])
            files = package.get("files") or former.get(package["name"], [])
            found = {file["hash"] for file in files if re.fullmatch("[a-z0-9]+:[0-9a-f]+", file["hash"])}
            hashes[canonicalize_name(package["name"]), package["version"]] = sorted(found)
        with open(chosen, encoding="utf-8") as file, open(pins, "w", encoding="utf-8") as out:
            for line in file:
                found = re.fullmatch(r"\s+\S Installing ([A-Za-z0-9][\w.-]*) \(([\w.!+-]+)\)", line.rstrip())
                if found:
                    name, version = found.groups()
                    every = hashes[canonicalize_name(name), version]
                    out.write(" ".join([name + "==" + version, *("--hash=" + each for each in every)]) + "\n")
        """;

    public string Lockfile => LockfileName;

    public void CheckPresence()
    {
        if (locator.Find(Tool) is null)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedPackageManager, "The project is locked by Poetry, which the worker's machine does not have (Debian, Ubuntu: apt-get install python3-poetry).");
        }
    }

    public async Task<byte[]> LockAsync(UpgradeRun run, PythonProject project, ProjectIndexes indexes, CancellationToken cancellationToken)
    {
        var locked = await RunAsync(
            run, project, LockScript, sandboxOptions.Value.NetworkTo(PythonServers.Of(options.Value, indexes)), "poetry lock", cancellationToken);
        if (!ToolFailures.Succeeded(locked))
        {
            throw PipFailures.Of(locked, "poetry lock");
        }

        return await run.Workspace.Tree.ReadAsync(project.Lockfile!, IPythonLocker.MaximumLockfile, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, "poetry lock wrote no lockfile.");
    }

    public async Task<IReadOnlyList<string>> ListAsync(UpgradeRun run, PythonProject project, CancellationToken cancellationToken)
    {
        var listed = await RunAsync(run, project, ListScript, SandboxNetwork.None, "poetry install --dry-run", cancellationToken);
        var pinned = ToolFailures.Succeeded(listed)
            ? await commands.RunScriptAsync(run, project.Folder, PinScript, [LockfileName, Chosen, Pins], "reading poetry.lock", cancellationToken)
            : listed;
        return ToolFailures.Succeeded(pinned)
            && await run.Workspace.Tree.ReadAsync(project.PathOf(Pins), MaximumList, cancellationToken) is { } pins
            ? Encoding.UTF8.GetString(pins).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new StepFailedException(FailureCodes.InvalidLockfile, "Poetry can't install what 'poetry.lock' says.", pinned.Output);
    }

    private async Task<CommandOutput> RunAsync(
        UpgradeRun run, PythonProject project, string script, SandboxNetwork network, string display, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POETRY_VIRTUALENVS_CREATE"] = "false",
            ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring",
            ["PYTHONNOUSERSITE"] = "1",
        };
        if (File.Exists(PythonCommands.Authorities))
        {
            environment["REQUESTS_CA_BUNDLE"] = PythonCommands.Authorities;
        }

        var command = await commands.CommandAsync(run, project.Folder, [], cancellationToken);
        return await sandbox.RunAsync(
            command with
            {
                Executable = "sh",
                Arguments = ["-c", script],
                Tools = [Tool],
                Network = network,
                Mounts = [.. command.Mounts, run.Packages.Own(PythonCommands.CachePath, isWritable: true, "POETRY_CACHE_DIR")],
                Environment = environment,
                Display = display,
            },
            cancellationToken);
    }
}
