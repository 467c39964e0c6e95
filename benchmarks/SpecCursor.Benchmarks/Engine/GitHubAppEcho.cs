using SpecCursor.Contracts.Messages;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Plays the GitHub app: everything is published at once.</summary>
public sealed class GitHubAppEcho
{
    public static UpgradePublished Handle(PublishUpgrade command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new UpgradePublished
        {
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            Attempt = command.Attempt,
            Branch = "speccursor/node/ms-2.1.3",
            Commit = SmallUpgrade.Commit,
            PullRequestNumber = 1,
            PullRequestUrl = "https://forge.invalid/bench/no-op/pull/1",
        };
    }
}
