using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Hostile;

[Collection(ContainerCollection.Name)]
public sealed class ContainerHostilePackageTests(ContainerHost fixture) : HostilePackageTests(fixture.Host);
