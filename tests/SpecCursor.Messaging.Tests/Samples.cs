using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Messaging.Tests;

internal static class Samples
{
    public static RunUpgrade RunUpgrade(string package = "ms") => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = Guid.CreateVersion7(),
            Repository = "owner/name",
            Ecosystem = Ecosystems.Node,
            PackageName = package,
            TargetVersion = "2.1.3",
        },
        Fence = 7,
        Attempt = 1,
    };
}
