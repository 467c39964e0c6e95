using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>Upgrades to prove.</summary>
internal static class Upgrades
{
    public static ProveUpgrade Of(string package, string from, string to, string oldRange, string writtenRange, Graph before, Graph after, params string[] published) =>
        Of(package, from, to, oldRange, writtenRange, before.Build(), after.Build(), published);

    public static ProveUpgrade Of(
        string package, string from, string to, string oldRange, string writtenRange, LockGraph before, LockGraph after, params string[] published) => new()
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.NewGuid(),
                Repository = "acme/app",
                Ecosystem = Ecosystems.Node,
                PackageName = package,
                TargetVersion = to,
            },
            Fence = 3,
            Attempt = 1,
            FromVersion = from,
            ToVersion = to,
            OldRange = oldRange,
            WrittenRange = writtenRange,
            ManifestPackageId = "",
            Before = before,
            After = after,
            PublishedVersions = published.Length > 0 ? published : [from, to],
        };

    /// <summary><c>lib</c> ^1.0.0 to ^1.1.0, with nothing else in the project.</summary>
    public static ProveUpgrade Harmless() => Of("lib", "1.0.0", "1.1.0", "^1.0.0", "^1.1.0", Lib("^1.0.0", "1.0.0"), Lib("^1.1.0", "1.1.0"));

    /// <summary>A project that needs <c>lib</c>.</summary>
    public static Graph Lib(string range, string version) => new Graph().Needs("lib", range).Package("lib", version);

    /// <summary>The demo's broken case: ajv 6 to 8 under ajv-keywords 3.5.2, as npm locks it when told to.</summary>
    public static ProveUpgrade Ajv()
    {
        var before = new Graph().Needs("ajv", "^6.12.6").Needs("ajv-keywords", "^3.5.2")
            .Package("ajv", "6.12.6").Package("ajv-keywords", "3.5.2").Package("fast-deep-equal", "3.1.3").Package("json-schema-traverse", "0.4.1").Package("uri-js", "4.4.1")
            .Depends("ajv", "fast-deep-equal", "^3.1.1").Depends("ajv", "json-schema-traverse", "^0.4.1").Depends("ajv", "uri-js", "^4.2.2")
            .Peer("ajv-keywords", "ajv", "^6.9.1");
        var after = new Graph().Needs("ajv", "^8.17.1").Needs("ajv-keywords", "^3.5.2")
            .Package("ajv", "8.17.1").Package("ajv-keywords", "3.5.2").Package("fast-deep-equal", "3.1.3").Package("json-schema-traverse", "1.0.0")
            .Package("fast-uri", "3.0.6").Package("require-from-string", "2.0.2")
            .Depends("ajv", "fast-deep-equal", "^3.1.3").Depends("ajv", "json-schema-traverse", "^1.0.0").Depends("ajv", "fast-uri", "^3.0.1")
            .Depends("ajv", "require-from-string", "^2.0.2")
            .Peer("ajv-keywords", "ajv", "^6.9.1");
        return Of("ajv", "6.12.6", "8.17.1", "^6.12.6", "^8.17.1", before, after, "6.9.1", "6.12.6", "7.0.0", "8.0.0-beta.0", "8.0.0", "8.17.1");
    }
}
