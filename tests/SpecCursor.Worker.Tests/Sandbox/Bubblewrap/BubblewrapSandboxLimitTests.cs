using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Bubblewrap;

[Collection(WorkerCollection.Name)]
public sealed class BubblewrapSandboxLimitTests(WorkerHost host) : SandboxLimitTests(host);
