using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Publications;

namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>An upgrade of uuid in a small repository.</summary>
internal static class Samples
{
    public const string Repository = "acme/app";
    public const string Branch = "speccursor/node/uuid-9.0.1";

    public static Dictionary<string, string> Files { get; } = new()
    {
        ["package.json"] = "{\n  \"name\": \"app\",\n  \"dependencies\": {\n    \"uuid\": \"^3.4.0\"\n  }\n}\n",
        ["src/index.js"] = "const uuid = require('uuid/v4');\nmodule.exports = uuid;\n",
    };

    public static Dictionary<string, string> Upgraded { get; } = new()
    {
        ["package.json"] = Files["package.json"].Replace("^3.4.0", "^9.0.1", StringComparison.Ordinal),
        ["src/index.js"] = "const { v4: uuid } = require('uuid');\nmodule.exports = uuid;\n",
    };

    public static PublishUpgrade Publication(string baseCommit, string diff, Guid? upgradeId = null, long fence = 1) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = upgradeId ?? Guid.NewGuid(),
            Repository = Repository,
            Ecosystem = "node",
            PackageName = "uuid",
            TargetVersion = "9.0.1",
        },
        Fence = fence,
        Attempt = 2,
        BaseCommit = baseCommit,
        BaseBranch = "main",
        Diff = diff,
        ManifestPath = "package.json",
        FromVersion = "3.4.0",
        ToVersion = "9.0.1",
        OldRange = "^3.4.0",
        WrittenRange = "^9.0.1",
        Tests = new CommandOutput { Command = "npm test", ExitCode = 0, Duration = TimeSpan.FromSeconds(1.25), Output = "ok" },
        Patch = new PatchSummary
        {
            Provider = "recipes",
            Recipe = "uuid-deep-imports",
            Summary = "Replaced the deep import by the named export.",
            Files = ["src/index.js"],
        },
        Obligations =
        [
            new ObligationResult
            {
                Obligation = "version-in-range",
                Statement = "9.0.1 lies in ^9.0.1",
                Engine = "z3",
                Status = ObligationStatus.Proved,
                Smt = "(check-sat)",
                Lean = "",
                Duration = TimeSpan.FromMilliseconds(12.5),
            },
        ],
        Notes = ["uuid 3 is deprecated."],
        TraceId = "0af7651916cd43dd8448eb211c80319c",
    };

    public static Change Change(string baseCommit, string diff, long fence = 1)
    {
        var command = Publication(baseCommit, diff, fence: fence);
        return new Change
        {
            Repository = Repository,
            UpgradeId = command.Context.UpgradeId,
            Fence = fence,
            BaseCommit = baseCommit,
            BaseBranch = "main",
            Branch = Branch,
            Diff = diff,
            Title = PullRequestText.Title(command),
            Body = "What changed: `uuid`.",
            Message = PullRequestText.CommitMessage(command),
            Check = new CheckReport { Title = "Proved", Summary = "All of it." },
            At = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero),
        };
    }
}
