namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>The worker as it is where its sandbox is made of containers. Needs a container engine.</summary>
public sealed class ContainerHost : IDisposable
{
    public WorkerHost Host { get; } = WorkerHost.With(("SpecCursor:Worker:Sandbox:Kind", "container"));

    public void Dispose() => Host.Dispose();
}
