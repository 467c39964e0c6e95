using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Publications;
using SpecCursor.GitHubApp.Texts;
using SpecCursor.GitHubApp.Webhooks.Events;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>What people read in answer to their commands.</summary>
internal sealed class ReplyText(IOptions<WebhookOptions> options, IConfiguration configuration, PullRequestText links)
{
    private readonly bool _replies = options.Value.Reply ?? ForgeOptions.IsGitHub(configuration);

    /// <summary>The answer; null where none is given.</summary>
    public ReplyToCommands? For(string deliveryId, DeliveryPlan plan)
    {
        if (!_replies || plan.IssueNumber is not { } number)
        {
            return null;
        }

        var body = new StringBuilder();
        foreach (var upgrade in plan.Upgrades)
        {
            var context = upgrade.Context;
            var name = links.UpgradeUrl(context.UpgradeId) is { } url ? $"[{context.UpgradeId:D}]({url})" : Markdown.Code(context.UpgradeId.ToString("D"), 36);
            body.Append(CultureInfo.InvariantCulture, $"- {Markdown.Code(context.PackageName, 214)} to {Markdown.Code(context.TargetVersion, 128)}: upgrade {name} is queued.\n");
        }

        foreach (var refused in plan.RefusedCommands)
        {
            body.Append(CultureInfo.InvariantCulture, $"- {Markdown.Code(refused.Command, 200)}: {Markdown.Text(refused.Reason, 300)}\n");
        }

        var marker = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deliveryId)).AsSpan(0, 8));
        return new ReplyToCommands { Repository = plan.Repository, Number = number, Marker = marker, Body = body.ToString() };
    }
}
