using SpecCursor.Worker.Tests.Dockerfile;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Dockerfiles', with images of a registry that the worker's host has.</summary>
public sealed class DockerfileSample : IEcosystemSample
{
    private string _registry = "registry.invalid";

    public string Ecosystem => Contracts.Upgrades.Ecosystems.Dockerfile;

    public string Manifest => "Dockerfile";

    public string? Lockfile => null;

    public string Package => $"{_registry}/conformance/app";

    public string From => "1.2.0-alpine3.18";

    public string To => "1.3.0-alpine3.19";

    public string OtherPackage => $"{_registry}/conformance/other";

    public bool HasTests => false;

    public (string Package, string Version) Breaking => throw new NotSupportedException();

    public async Task<TestRepository> CreatePassingAsync(WorkerHost host, string name)
    {
        _registry = host.Images.Authority;
        DockerfileHost.Allow(host, _registry);
        await host.Images.PushAsync("conformance/app", From, To);
        return await TestRepository.CreateAsync(host, $"tests/{name}", ("Dockerfile", $"FROM {Package}:{From} AS app\nFROM scratch\nCOPY --from=app / /\n"));
    }

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => throw new NotSupportedException();

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => throw new NotSupportedException();

    public override string ToString() => Ecosystem;
}
