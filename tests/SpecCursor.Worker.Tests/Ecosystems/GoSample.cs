using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Go's.</summary>
public sealed class GoSample : GreetingSample
{
    public override string Name => Ecosystem;

    public override Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new GoRepositories(host).CreateGreetAsync(name);

    public override Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => new GoRepositories(host).CreateGreetAsync(name, FailingTest);
}
