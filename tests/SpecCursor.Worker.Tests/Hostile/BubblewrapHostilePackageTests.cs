using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Hostile;

[Collection(WorkerCollection.Name)]
public sealed class BubblewrapHostilePackageTests(WorkerHost host) : HostilePackageTests(host);
