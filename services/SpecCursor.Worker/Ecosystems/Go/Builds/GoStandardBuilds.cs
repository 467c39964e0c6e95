using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Go.Builds;

/// <summary>
/// What go compiled and vetted of its own library: most of what a build cache is for, and nobody's code but go's. Runs have a build cache each, with this below it.
/// </summary>
internal sealed partial class GoStandardBuilds(
    ISandbox sandbox,
    MachineGo machine,
    OverlaySupport overlays,
    PackageLayers layers,
    WorkspaceOwnership ownership,
    WorkspaceRemover remover,
    WorkerDirectories directories,
    IOptions<SandboxOptions> options,
    TimeProvider time)
{
    private const string CachePath = "/var/cache/go/builds";

    /// <summary>Constant text. Tests of a module that imports the whole library: tests are vetted, and for that go vets what they import.</summary>
    private const string Script = """
        printf 'module speccursor.invalid/library\n' > go.mod
        {
          printf 'package library\nimport (\n'
          go list std | grep -v -E '(^|/)(internal|vendor)(/|$)' | sed 's/.*/_ "&"/'
          printf ')\n'
        } > library_test.go
        exec go test ./...
        """;

    /// <summary>The layers to have below a run's build cache, the topmost first; empty while there are none.</summary>
    public IReadOnlyList<string> Of(GoInstallation go) => layers.Of(NameOf(go));

    /// <summary>A run's build cache.</summary>
    /// <param name="run">The run.</param>
    /// <param name="go">The machine's go.</param>
    public SandboxMount MountFor(UpgradeRun run, GoInstallation go)
    {
        var folder = run.Workspace.FolderBeside("builds");
        var upper = ownership.Make(OverlayFolder.UpperIn(folder));
        var lower = run.Packages.IsShared ? Of(go) : [];
        var mount = new SandboxMount(upper, CachePath, IsWritable: true, "GOCACHE");
        if (lower.Count == 0)
        {
            return mount;
        }

        Directory.CreateDirectory(OverlayFolder.WorkIn(folder));
        NoteTrimmed(upper);
        return mount with { Overlay = new OverlayFolder(folder, lower) };
    }

    /// <summary>Compiles and vets go's library for all runs to come, if nobody has yet.</summary>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">There is no go, or no sandbox.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var go = await machine.GetAsync(cancellationToken);
        if (!await overlays.AreThereAsync(cancellationToken) || Of(go).Count > 0)
        {
            return;
        }

        var folder = Path.Combine(directories.Control, $"go-{Guid.NewGuid():N}");
        try
        {
            var made = ownership.Make(Path.Combine(folder, "made"));
            var output = await sandbox.RunAsync(Command(go, ownership.Make(Path.Combine(folder, "module")), made), cancellationToken);
            if (ToolFailures.Succeeded(output))
            {
                await layers.AddAsync(NameOf(go), made, cancellationToken);
            }
        }
        finally
        {
            await remover.RemoveAsync(folder);
        }
    }

    private SandboxCommand Command(GoInstallation go, string module, string made) => new()
    {
        Executable = "sh",
        Arguments = ["-c", Script],
        Workspace = module,
        Network = SandboxNetwork.None,
        Limits = options.Value.Test,
        Tools = [GoCommands.Tool],
        Mounts = [new SandboxMount(made, CachePath, IsWritable: true, "GOCACHE"), .. GoCommands.LibraryOf(go)],
        Environment = new Dictionary<string, string>(GoCommands.Fixed) { ["GOFLAGS"] = GoCommands.Unstamped, ["GOPROXY"] = "off", ["GOSUMDB"] = "off" },
        Display = "go test of go's own library",
    };

    /// <summary>Once a day go removes what is older than five days, which would be the whole layer, for every run anew.</summary>
    private void NoteTrimmed(string cache)
    {
        var path = Path.Combine(cache, "trim.txt");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            FileIdentity.GiveTo(path, ownership.User.UserId, ownership.User.GroupId);
        }
    }

    private static string NameOf(GoInstallation go) => $"go-builds-{Unusual().Replace(go.Version, "-")}";

    [GeneratedRegex("[^A-Za-z0-9.]", RegexOptions.CultureInvariant)]
    private static partial Regex Unusual();
}
