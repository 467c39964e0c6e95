using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox.Containers;

[Collection(ContainerCollection.Name)]
public sealed class ContainerSandboxLimitTests(ContainerHost fixture) : SandboxLimitTests(fixture.Host);
