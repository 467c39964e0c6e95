using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Containers;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Containers;

/// <summary>What a worker finds that starts after another was killed.</summary>
[Collection(ContainerCollection.Name)]
public sealed class ContainerLeftoversTests(ContainerHost fixture)
{
    private readonly WorkerHost _host = fixture.Host;

    [Theory]
    [InlineData("2147483647-1")]
    [InlineData("1-999999999999")]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Container_of_a_process_that_is_no_more_goes(string owner)
    {
        var id = await CreateAsync(Leftovers.LabelsOf(owner));

        await _host.Sandbox.RemoveLeftoversAsync(CancellationToken.None);

        Assert.Null(await Engine.InspectAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task Container_of_a_process_that_runs_stays_and_so_does_one_of_another_installation()
    {
        var own = await CreateAsync(Leftovers.Labels);
        var others = await CreateAsync(["speccursor.worker=/elsewhere", "speccursor.owner=2147483647-1"]);
        try
        {
            await _host.Sandbox.RemoveLeftoversAsync(CancellationToken.None);

            Assert.NotNull(await Engine.InspectAsync(own, CancellationToken.None));
            Assert.NotNull(await Engine.InspectAsync(others, CancellationToken.None));
        }
        finally
        {
            await Engine.RemoveAsync(own, CancellationToken.None);
            await Engine.RemoveAsync(others, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Container_that_nobody_waits_for_ends_by_itself()
    {
        var workspace = _host.MakeWorkspace();
        var name = $"speccursor-left-{Guid.NewGuid():N}";
        var command = new SandboxCommand
        {
            Executable = "sh",
            Arguments = ["-c", "trap '' TERM INT HUP; while :; do sleep 1; done"],
            Workspace = workspace,
            Network = SandboxNetwork.None,

            // A minute later, when no worker can be left to end it, is a second from now.
            Limits = new SandboxOptions().Test with { WallTime = TimeSpan.FromSeconds(1) - TimeSpan.FromMinutes(1) },
        };
        await Engine.CreateAsync(
            name, _host.Service<ContainerLauncher>().Create(command, await _host.Service<ContainerImage>().GetAsync(CancellationToken.None), null, []), CancellationToken.None);
        await Tool.RunAsync("/", "docker", "start", name);

        var exitCode = await Tool.RunAsync("/", "docker", "wait", name);

        Assert.Equal("137", exitCode.Trim());
        await Engine.RemoveAsync(name, CancellationToken.None);
        Directory.Delete(workspace, recursive: true);
    }

    [Fact]
    public async Task Command_leaves_no_container()
    {
        var workspace = _host.MakeWorkspace();

        var output = await _host.Sandbox.RunAsync(
            new SandboxCommand { Executable = "true", Arguments = [], Workspace = workspace, Network = SandboxNetwork.None, Limits = new SandboxOptions().Test }, CancellationToken.None);

        Assert.Equal(0, output.ExitCode);
        Assert.Empty(await Engine.ListAsync(Leftovers.Labels[0], "speccursor.owner", CancellationToken.None));
        Directory.Delete(workspace, recursive: true);
    }

    private ContainerEngine Engine => _host.Service<ContainerEngine>();

    private ContainerLeftovers Leftovers => _host.Service<ContainerLeftovers>();

    private async Task<string> CreateAsync(IReadOnlyList<string> labels)
    {
        var name = $"speccursor-left-{Guid.NewGuid():N}";
        var image = await _host.Service<ContainerImage>().GetAsync(CancellationToken.None);
        await Engine.CreateAsync(name, [.. labels.SelectMany(label => new[] { "--label", label }), image, "true"], CancellationToken.None);
        return name;
    }
}
