using System.Globalization;
using System.Security.Cryptography;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Ecosystems.Go.Builds;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Go.Builds;

/// <summary>What real go compiled and vetted of its library once, for all runs.</summary>
public sealed class GoStandardBuildsTests : IAsyncLifetime, IDisposable
{
    /// <summary>A test that would have whoever is tested next fail, if it could.</summary>
    private const string Poison = """
        package app

        import (
        	"os"
        	"path/filepath"
        	"testing"
        )

        func TestIt(t *testing.T) {
        	files, _ := filepath.Glob(os.Getenv("GOCACHE") + "/*/*")
        	if len(files) < 100 || Welcome() != "Hello, you" {
        		t.Fatal(len(files))
        	}
        	for _, file := range files {
        		if err := os.WriteFile(file, []byte("poison"), 0o600); err != nil {
        			t.Fatal(err)
        		}
        	}
        }
        """;

    private readonly WorkerHost _host = new();
    private GoInstallation _go = null!;

    private GoStandardBuilds Builds => _host.Service<GoStandardBuilds>();

    public async Task InitializeAsync() => _go = await _host.Service<MachineGo>().GetAsync(CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Library_is_made_once_and_nothing_of_it_is_made_again()
    {
        Assert.Empty(Builds.Of(_go));
        Assert.True(await VettedAsync([]) > 20);

        await Builds.MakeAsync(CancellationToken.None);
        var layer = Assert.Single(Builds.Of(_go));
        await Builds.MakeAsync(CancellationToken.None);

        Assert.Equal([layer], Builds.Of(_go));

        // Of all that the test imports, only the test itself.
        Assert.Equal(1, await VettedAsync([layer]));
    }

    [Fact]
    public async Task Test_that_spoils_its_build_cache_spoils_it_for_nobody_else()
    {
        await Builds.MakeAsync(CancellationToken.None);
        var before = Contents();
        var repositories = new GoRepositories(_host);

        var first = await RunAsync(await repositories.CreateGreetAsync("poison", Poison));
        var second = await RunAsync(await repositories.CreateGreetAsync("poisoned"));

        Assert.Equal((RunOutcome.Succeeded, null), (first.Outcome, first.Failure));
        Assert.Equal((RunOutcome.Succeeded, null), (second.Outcome, second.Failure));
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Nothing_is_made_where_folders_cannot_be_laid_over_each_other()
    {
        using var host = WorkerHost.With(("SpecCursor:Worker:Sandbox:AllowUnsandboxed", "true"));

        await host.Service<GoStandardBuilds>().MakeAsync(CancellationToken.None);

        Assert.Empty(host.Service<GoStandardBuilds>().Of(_go));
        Assert.Empty(host.Service<PackageLayers>().Of("go"));
    }

    /// <summary>How many packages go vets to test one that imports much of its library.</summary>
    private async Task<int> VettedAsync(IReadOnlyList<string> layers)
    {
        const string script = """
            printf 'module example.org/app\ngo 1.18\n' > go.mod
            printf 'package app\nimport ("testing"; "net/http"; "encoding/json")\nfunc TestIt(t *testing.T) { json.Valid([]byte(http.MethodGet)) }\n' > app_test.go
            go test -x ./... > said 2>&1 || { cat said; exit 1; }
            grep -c '/vet ' said
            """;
        var (ownership, workspace) = (_host.Service<WorkspaceOwnership>(), _host.MakeWorkspace());
        var overlay = new OverlayFolder(_host.MakeWorkspace(), layers);
        ownership.Make(overlay.Upper);
        Directory.CreateDirectory(overlay.Work);
        var output = await _host.Sandbox.RunAsync(
            new SandboxCommand
            {
                Executable = "sh",
                Arguments = ["-c", script],
                Workspace = workspace,
                Network = SandboxNetwork.None,
                Limits = new SandboxOptions().Test,
                Tools = [GoCommands.Tool],
                Mounts =
                [
                    new SandboxMount(overlay.Upper, "/var/cache/go/builds", IsWritable: true, "GOCACHE") { Overlay = layers.Count == 0 ? null : overlay },
                    .. GoCommands.LibraryOf(_go),
                ],
                Environment = new Dictionary<string, string>(GoCommands.Fixed) { ["GOFLAGS"] = GoCommands.Unstamped },
            },
            CancellationToken.None);
        Assert.True(output.ExitCode == 0, output.Output);
        return int.Parse(output.Output, CultureInfo.InvariantCulture);
    }

    private Task<UpgradeRan> RunAsync(TestRepository repository)
    {
        var command = WorkerHost.Command(repository.Name, GoModules.Greet, "patch");
        return _host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } });
    }

    private List<string> Contents() =>
    [
        .. Builds.Of(_go).SelectMany(layer => Directory.EnumerateFiles(layer, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
