using System.Collections.Concurrent;
using System.Text;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>A package manager of the machine, as people use it: it writes the lockfiles of the tests' repositories, and judges those of upgrades.</summary>
internal sealed class NodeTools
{
    private static readonly string[] Berry =
    [
        "YARN_IGNORE_PATH=1", "YARN_ENABLE_TELEMETRY=0", "YARN_ENABLE_SCRIPTS=0", "YARN_ENABLE_IMMUTABLE_INSTALLS=0", "YARN_ENABLE_GLOBAL_CACHE=1",
    ];

    /// <summary>What was locked once in a run of the tests is locked in the same way again.</summary>
    private static readonly ConcurrentDictionary<string, byte[]> Locked = new(StringComparer.Ordinal);

    private readonly string[] _lock;
    private readonly string[] _check;

    private NodeTools(string tool, string lockfile, string lockOfMs, string[] @lock, string[] check)
    {
        (Tool, Lockfile, LockOfMs) = (tool, lockfile, lockOfMs);
        (_lock, _check) = (@lock, check);
    }

    public string Tool { get; }

    public string Lockfile { get; }

    /// <summary>A lockfile of nothing but ms 2.1.2.</summary>
    public string LockOfMs { get; }

    public static NodeTools Of(string tool) => tool switch
    {
        "pnpm" or "pnpm-8" => new NodeTools(
            tool,
            "pnpm-lock.yaml",
            "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      ms:\n        specifier: 2.1.2\n        version: 2.1.2\npackages:\n  ms@2.1.2: {}\nsnapshots:\n  ms@2.1.2: {}\n",
            [tool, "install", "--lockfile-only", "--ignore-scripts"],
            [tool, "install", "--frozen-lockfile", "--ignore-scripts"]),
        "yarn" => new NodeTools(
            tool,
            "yarn.lock",
            "ms@2.1.2:\n  version \"2.1.2\"\n",
            [tool, "install", "--ignore-scripts", "--non-interactive"],
            [tool, "install", "--frozen-lockfile", "--ignore-scripts", "--non-interactive"]),
        _ => new NodeTools(
            tool,
            "yarn.lock",
            "__metadata:\n  version: 8\n\n\"ms@npm:2.1.2\":\n  version: 2.1.2\n  resolution: \"ms@npm:2.1.2\"\n",
            [.. Berry, tool, "install", "--mode=update-lockfile"],
            [.. Berry, tool, "install", "--immutable", "--mode=skip-build"]),
    };

    /// <summary>Makes a repository whose lockfile the tool wrote.</summary>
    public async Task<TestRepository> CreateAsync(WorkerHost host, string name, params (string Path, string Content)[] files)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/{name}");
        foreach (var (path, content) in files)
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        var key = string.Join('\n', files.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal) || file.Path.StartsWith('.') || file.Path.EndsWith(".yaml", StringComparison.Ordinal)).Prepend((Tool, string.Empty)));
        if (!Locked.TryGetValue(key, out var locked))
        {
            // yarn 2 and later take a folder without it for part of another project.
            await repository.WriteAsync(Lockfile, []);
            await repository.RunAsync("env", _lock);
            Locked[key] = locked = await repository.ReadAsync(Lockfile);
        }

        await repository.WriteAsync(Lockfile, locked);
        await repository.WriteAsync(".gitignore", "node_modules\n.yarn\n.pnp.*\n"u8.ToArray());
        await repository.CommitAsync();
        return repository;
    }

    /// <summary>Installs what a project locks, as its own continuous integration would: the tool fails where the lockfile doesn't fit the manifests.</summary>
    public Task CheckAsync(string folder) => Fixtures.Tool.RunAsync(folder, "env", _check);
}
