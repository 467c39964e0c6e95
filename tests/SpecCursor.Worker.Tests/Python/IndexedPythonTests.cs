using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>Tests of tools that ask an index rather than look into a folder of wheels: a worker whose index is one of their own.</summary>
public abstract class IndexedPythonTests : IAsyncLifetime
{
    protected FakeRegistry Server { get; private set; } = null!;

    protected WorkerHost Host { get; private set; } = null!;

    protected PythonRepositories Repositories { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await FakeIndex.StartAsync();
        Host = WorkerHost.With(("SpecCursor:Worker:Python:WheelFolder", ""), ("SpecCursor:Worker:Python:Index", Server.Address.AbsoluteUri));
        Repositories = new PythonRepositories(Host);
    }

    public async Task DisposeAsync()
    {
        Host.Dispose();
        await Server.DisposeAsync();
    }
}
