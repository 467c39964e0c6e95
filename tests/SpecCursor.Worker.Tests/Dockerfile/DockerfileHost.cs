using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Testing.Packages;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Dockerfile;

/// <summary>A worker for which Docker Hub is a registry of the tests' own.</summary>
public sealed class DockerfileHost : IDisposable
{
    private readonly string _directory = Testing.TestDirectory.Create("registry");

    public DockerfileHost()
    {
        Registry = DockerRegistry.Start(ImagesDirectory);
        Worker = WorkerHost.With(("SpecCursor:Worker:Dockerfile:DockerHub", Registry.Address.AbsoluteUri));
    }

    public DockerRegistry Registry { get; }

    public WorkerHost Worker { get; }

    /// <summary>Where the registry keeps its images.</summary>
    public string ImagesDirectory => Path.Combine(_directory, "images");

    /// <summary>A folder for what else tests keep.</summary>
    public string OtherDirectory => Directory.CreateDirectory(Path.Combine(_directory, "other")).FullName;

    /// <summary>Lets a worker talk to a server on this machine, as an operator does who names it.</summary>
    public static void Allow(WorkerHost worker, string authority)
    {
        var allowed = worker.Service<IOptions<SandboxOptions>>().Value.AllowedHosts;
        if (!allowed.Contains(authority))
        {
            allowed.Add(authority);
        }
    }

    public Task<UpgradeRan> RunAsync(string repository, string image, string target, string? current = null)
    {
        var command = WorkerHost.Command(repository, image, target, current);
        return Worker.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Dockerfile } });
    }

    /// <summary>Upgrades an image in a repository of these files, which has a name of its own.</summary>
    public async Task<(UpgradeRan Ran, TestRepository Repository)> UpgradeAsync(string image, string target, params (string Path, string Content)[] files)
    {
        var repository = await TestRepository.CreateAsync(Worker, $"dockerfile/{Guid.NewGuid():N}", files);
        return (await RunAsync(repository.Name, image, target), repository);
    }

    /// <summary>A file as it is with the upgrade's diff applied.</summary>
    public async Task<string> AfterAsync(UpgradeRan ran, TestRepository repository, string path)
    {
        Assert.Null(ran.Failure);
        var folder = await repository.ApplyAsync(Worker, ran.Report!.BaseCommit, ran.Report.Diff);
        return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(folder, path)));
    }

    public void Dispose()
    {
        Worker.Dispose();
        Registry.Dispose();
        Testing.TestDirectory.Delete(_directory);
    }
}
