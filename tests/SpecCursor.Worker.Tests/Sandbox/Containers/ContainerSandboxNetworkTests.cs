using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Containers;

[Collection(ContainerCollection.Name)]
public sealed class ContainerSandboxNetworkTests(ContainerHost fixture) : SandboxNetworkTests(fixture.Host);
