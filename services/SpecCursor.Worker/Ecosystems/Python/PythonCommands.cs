using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Runs Python in the sandbox: pip with the network and without code of packages, or their code without the network.</summary>
internal sealed class PythonCommands(ISandbox sandbox, MachinePython machine, IOptions<SandboxOptions> sandboxOptions, IOptions<PythonOptions> options)
{
    /// <summary>The virtual environment, and our own files: a folder of the project that no repository has.</summary>
    public const string EnvironmentFolder = ".speccursor-python";

    /// <summary>Where the repository's own cache of packages is.</summary>
    public const string CachePath = "/var/cache/pip";
    private const string WheelsPath = "/opt/speccursor/wheels";
    /// <summary>The authorities that this machine trusts: tools of Python bring a list of their own.</summary>
    public const string Authorities = "/etc/ssl/certs/ca-certificates.crt";
    private const string Interpreter = $"./{EnvironmentFolder}/bin/python";

    /// <summary>Constant text; what is to be run comes as arguments.</summary>
    private const string ActivateScript = $"""
        export VIRTUAL_ENV="$PWD/{EnvironmentFolder}" PATH="$PWD/{EnvironmentFolder}/bin:$PATH"
        exec python "$@"
        """;

    /// <summary>Makes an empty virtual environment; the machine's own pip installs into it.</summary>
    public Task<CommandOutput> CreateEnvironmentAsync(UpgradeRun run, string folder, CancellationToken cancellationToken) =>
        RunAsync(run, folder, ["-m", "venv", "--without-pip", EnvironmentFolder], "python -m venv", cancellationToken);

    /// <summary>Runs one of our own scripts in the machine's Python, which no package of the environment is part of.</summary>
    public Task<CommandOutput> RunScriptAsync(
        UpgradeRun run, string folder, string script, IReadOnlyList<string> arguments, string display, CancellationToken cancellationToken) =>
        RunAsync(run, folder, ["-c", script, .. arguments], display, cancellationToken);

    /// <summary>Has pip install into the environment, or say what it would install.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="indexes">The indexes that it names.</param>
    /// <param name="arguments">What stands behind <c>pip install</c>.</param>
    /// <param name="mayBuild">Whether packages may be built of their sources, which runs their code with what pip can reach.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutput> InstallAsync(
        UpgradeRun run, string folder, ProjectIndexes indexes, IReadOnlyList<string> arguments, bool mayBuild, CancellationToken cancellationToken)
    {
        var environment = PipEnvironment();
        environment[mayBuild ? "PIP_PREFER_BINARY" : "PIP_ONLY_BINARY"] = mayBuild ? "1" : ":all:";
        List<SandboxMount> mounts = [mayBuild ? run.Packages.Own(CachePath, isWritable: true, "PIP_CACHE_DIR") : run.Packages.ToFill(CachePath, "PIP_CACHE_DIR")];
        if (options.Value.WheelFolder is { Length: > 0 } wheels)
        {
            environment["PIP_NO_INDEX"] = "1";
            mounts.Add(new SandboxMount(wheels, WheelsPath, IsWritable: false, "PIP_FIND_LINKS"));
        }

        var command = await CommandAsync(run, folder, [(await machine.GetAsync(cancellationToken)).PipRunner, "install", .. arguments], cancellationToken);
        var output = await sandbox.RunAsync(
            command with
            {
                Executable = Interpreter,
                Network = sandboxOptions.Value.NetworkTo(PythonServers.Of(options.Value, indexes)),
                Mounts = [.. command.Mounts, .. mounts],
                Environment = environment,
                Display = $"pip install {string.Join(' ', arguments)}",
            },
            cancellationToken);
        return mayBuild ? output : run.Packages.Filled(output);
    }

    /// <summary>Runs the environment's Python on the repository's code.</summary>
    public async Task<CommandOutput> TestAsync(
        UpgradeRun run, string folder, IReadOnlyList<string> arguments, string? sources, CancellationToken cancellationToken)
    {
        var command = await CommandAsync(run, folder, [], cancellationToken);
        return await sandbox.RunAsync(
            command with
            {
                Executable = "sh",
                Arguments = ["-c", ActivateScript, "python", .. arguments],
                Limits = sandboxOptions.Value.Test,
                Environment = sources is null ? [] : new Dictionary<string, string> { ["PYTHONPATH"] = sources },
                Display = $"python {string.Join(' ', arguments)}",
            },
            cancellationToken);
    }

    private async Task<CommandOutput> RunAsync(
        UpgradeRun run, string folder, IReadOnlyList<string> arguments, string display, CancellationToken cancellationToken) =>
        await sandbox.RunAsync(await CommandAsync(run, folder, arguments, cancellationToken) with { Display = display }, cancellationToken);

    /// <summary><c>-I</c>: neither the workspace nor the environment's variables say where modules are.</summary>
    public async Task<SandboxCommand> CommandAsync(UpgradeRun run, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var python = await machine.GetAsync(cancellationToken);
        return new SandboxCommand
        {
            Executable = python.Executable,
            Arguments = ["-I", .. arguments],
            Workspace = run.Workspace.Tree.Root,
            GitDirectory = run.Workspace.GitDirectory,
            Output = run.Output,
            WorkingDirectory = folder,
            Network = SandboxNetwork.None,
            Limits = sandboxOptions.Value.Install,
            Mounts = python.Mounts,
        };
    }

    /// <summary>No file of the repository or of the machine tells pip where to look; its options do, and those of requirements files that were checked.</summary>
    private Dictionary<string, string> PipEnvironment()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PIP_CONFIG_FILE"] = "/dev/null",
            ["PIP_INDEX_URL"] = options.Value.Index.AbsoluteUri,
            ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
            ["PIP_NO_INPUT"] = "1",
            ["PIP_NO_COLOR"] = "1",
            ["PIP_PROGRESS_BAR"] = "off",
            ["PYTHONNOUSERSITE"] = "1",

            // The engine's own retries are better at waiting.
            ["PIP_RETRIES"] = "1",
            ["PIP_TIMEOUT"] = "30",
        };
        if (File.Exists(Authorities))
        {
            environment["PIP_CERT"] = Authorities;
        }

        return environment;
    }
}
