using System.Net;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Images.Tests.Building;
using SpecCursor.Messaging.Testing;
using SpecCursor.Testing;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.Images.Tests.Running.Upgrades;

/// <summary>
/// The worker with the tools of every ecosystem, in a container as production starts it, with a real queue, a forge and packages that it has read-only. One
/// is started for all tests.
/// </summary>
public sealed class EquippedWorker(BuiltImages images) : IAsyncLifetime
{
    private const string ForgeInside = "/srv/forge";

    private readonly PostgresFixture postgres = new();
    private readonly string directory = TestDirectory.Create("equipped");
    private string image = "";
    private TcpForwarder? forwarder;
    private ServiceContainer? container;
    private PlayedController? controller;

    /// <summary>What the engine made so that there is something to mount upon.</summary>
    internal IReadOnlyList<string> ChangesAtStart { get; private set; } = [];

    private string Forge => Path.Combine(directory, "forge");

    private string Packages => Path.Combine(directory, "packages");

    private ServiceContainer Container => container ?? throw new InvalidOperationException("The worker has not been started yet.");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Forge);
        MountedPackages.Create(Packages);
        image = (await images.EquippedAsync()).Name;
        await postgres.InitializeAsync();
        forwarder = await EngineBridge.ForwardAsync(images, postgres);
        var database = await postgres.CreateDatabaseAsync();
        container = await ServiceContainer.StartAsync(
            arguments => images.DockerAsync(arguments),
            image,
            new Dictionary<string, string>(MountedPackages.Settings)
            {
                ["ConnectionStrings__speccursor"] = forwarder.Lead(database),
                ["SpecCursor__Forge__Kind"] = "local",
                ["SpecCursor__Forge__Local__Root"] = ForgeInside,
            },
            [.. ServiceContainer.SandboxOptions, .. MachineAuthorities.Options, .. Mounts]);
        var (status, answer) = await container.AskAsync("/health/ready");
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        ChangesAtStart = await FindChangesAsync();
        controller = await PlayedController.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await (controller?.DisposeAsync() ?? default);
        await (container?.DisposeAsync() ?? default);
        await (forwarder?.DisposeAsync() ?? default);
        await postgres.DisposeAsync();
        TestDirectory.Delete(directory);
    }

    /// <summary>Makes a repository of one commit.</summary>
    /// <param name="name">Its name, <c>owner/name</c>.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="locking">Commands of a shell that write lockfiles, with the image's own tools; null for none.</param>
    internal async Task CreateRepositoryAsync(string name, IReadOnlyList<(string Path, string Content)> files, string? locking = null)
    {
        var clone = Path.Combine(directory, "clones", name);
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(clone, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }

        if (locking is not null)
        {
            await images.DockerAsync(
                ["run", "--rm", "--user", "0", .. MachineAuthorities.Options, .. Mounts, "--volume", $"{clone}:/clone", "--workdir", "/clone",
                    "--env", "HOME=/tmp", "--entrypoint", "sh", image, "-ec", locking]);
        }

        await GitAsync("-C", clone, "init", "--quiet", "--initial-branch=main");
        await GitAsync("-C", clone, "add", "--all");
        await GitAsync("-C", clone, "-c", "user.name=Tests", "-c", "user.email=tests@example.invalid", "commit", "--quiet", "--message", "Begin");
        await GitAsync("clone", "--quiet", "--bare", clone, Path.Combine(Forge, $"{name}.git"));
    }

    /// <summary>Sends a command to the queue, and awaits what the worker answers.</summary>
    internal async Task<UpgradeRan> UpgradeAsync(string repository, string ecosystem, string package, string target)
    {
        var context = new UpgradeContext { UpgradeId = Guid.NewGuid(), Repository = repository, Ecosystem = ecosystem, PackageName = package, TargetVersion = target };
        await controller!.SendAsync(new RunUpgrade { Context = context, Fence = 1, Attempt = 1 });
        while (true)
        {
            // Each step that begins is an answer, too.
            switch (await controller.Inbox.NextAsync<IUpgradeAnswer>(answer => answer.UpgradeId == context.UpgradeId))
            {
                case UpgradeRan ran: return ran;
                case StepFaulted faulted: throw new InvalidOperationException($"{faulted.Failure.Reason}\n{faulted.Failure.Detail}\n{await LogsAsync()}");
            }
        }
    }

    /// <summary>Runs a program beside the worker, in its container.</summary>
    internal Task<string> ExecuteAsync(params IEnumerable<string> command) => images.DockerAsync(["exec", Container.Id, .. command]);

    /// <summary>What is otherwise in the container's own file system than in the image, without what is mounted there.</summary>
    internal async Task<IReadOnlyList<string>> FindChangesAsync() =>
        [.. (await images.DockerAsync("diff", Container.Id)).Split('\n').Order(StringComparer.Ordinal)];

    private string[] Mounts => ["--volume", $"{Forge}:{ForgeInside}:ro", "--volume", $"{Packages}:{MountedPackages.Inside}:ro"];

    private Task<string> LogsAsync() => images.DockerAsync("logs", "--tail", "60", Container.Id);

    private Task<string> GitAsync(params IEnumerable<string> arguments) => images.Tool.RunAsync("git", arguments, CancellationToken.None);
}
