using System.Security.Cryptography;
using System.Text.Json;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.Release;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Webhooks.Payloads;
using SpecCursor.GitHubApp.Webhooks.Watching;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Releases of watched packages: each becomes an upgrade of every repository that watches it.</summary>
internal sealed class ReleaseReader(WatchList watches, EventAge age, TimeProvider time) : IEventReader
{
    /// <inheritdoc />
    public string Event => WebhookEventType.Release;

    /// <inheritdoc />
    public DeliveryPlan Read(ReadOnlySpan<byte> body)
    {
        var payload = JsonSerializer.Deserialize(body, PayloadJson.Default.ReleasePayload);
        if (payload?.Action != ReleaseActionValue.Published)
        {
            return DeliveryPlan.Ignore("Only published releases are read.");
        }

        if (payload is not { Release: { TagName: { } tag } release, Repository.FullName: { } source })
        {
            return DeliveryPlan.Refuse(StatusCodes.Status400BadRequest, "payload-incomplete", "The delivery has no release.tag_name or no repository.full_name.");
        }

        if (release.Draft || release.Prerelease)
        {
            return DeliveryPlan.Ignore("Drafts and prereleases are not read.");
        }

        var watching = watches.Of(source);
        if (watching.Count == 0)
        {
            return DeliveryPlan.Ignore("No package of this repository is watched.");
        }

        return age.Check(release.PublishedAt) ?? Request(SHA256.HashData(body), source, tag, watching, payload.Sender?.Login);
    }

    private DeliveryPlan Request(byte[] hash, string source, string tag, IReadOnlyList<Watch> watching, string? sender)
    {
        var upgrades = new List<UpgradeRequested>();
        foreach (var watch in watching)
        {
            if (ReleaseTag.VersionOf(tag, watch.Ecosystem, watch.Package) is { } version)
            {
                var first = upgrades.Count;
                upgrades.AddRange(watch.Repositories.Select((repository, index) =>
                    Request(UpgradeIds.Of(hash, first + index), repository, watch, version, sender)));
            }
        }

        return upgrades.Count == 0
            ? DeliveryPlan.Ignore("The tag names no stable version of a watched package.")
            : DeliveryPlan.Accept(source, hash, upgrades);
    }

    private UpgradeRequested Request(Guid upgradeId, string repository, Watch watch, string version, string? sender) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = upgradeId,
            Repository = repository,
            Ecosystem = watch.Ecosystem,
            PackageName = watch.Package,
            TargetVersion = version,
        },
        Trigger = UpgradeTrigger.Release,
        RequestedBy = Texts.Markdown.Line(sender, 100) is { Length: > 0 } login ? login : "unknown",
        RequestedAt = time.GetUtcNow(),
    };
}
