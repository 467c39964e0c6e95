using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Bubblewrap;

[Collection(WorkerCollection.Name)]
public sealed class BubblewrapSandboxNetworkTests(WorkerHost host) : SandboxNetworkTests(host);
