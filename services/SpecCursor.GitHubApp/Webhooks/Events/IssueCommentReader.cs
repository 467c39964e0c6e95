using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Octokit.Webhooks;
using Octokit.Webhooks.Events.IssueComment;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Webhooks.Payloads;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Comments on issues and pull requests: commands to SpecCursor.</summary>
internal sealed class IssueCommentReader(IOptions<WebhookOptions> options, EventAge age, TimeProvider time) : IEventReader
{
    private static readonly string[] DefaultAssociations = ["OWNER", "MEMBER", "COLLABORATOR"];

    private readonly HashSet<string> _associations =
        new(options.Value.Associations is { Count: > 0 } configured ? configured : DefaultAssociations, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public string Event => WebhookEventType.IssueComment;

    /// <inheritdoc />
    public DeliveryPlan Read(ReadOnlySpan<byte> body)
    {
        var payload = JsonSerializer.Deserialize(body, PayloadJson.Default.IssueCommentPayload);
        if (payload?.Action != IssueCommentActionValue.Created)
        {
            return DeliveryPlan.Ignore("Only new comments are read.");
        }

        if (payload.Comment is not { Body: { } text } comment)
        {
            return DeliveryPlan.Refuse(StatusCodes.Status400BadRequest, "payload-incomplete", "The delivery has no comment.body.");
        }

        if (!CommandParser.MayHaveCommand(text))
        {
            return DeliveryPlan.Ignore("The comment has no /speccursor command.");
        }

        if (IsBot(comment.User))
        {
            return DeliveryPlan.Ignore("Comments of bots are not read.");
        }

        return age.Check(comment.CreatedAt) ?? ReadCommands(SHA256.HashData(body), payload, text);
    }

    private DeliveryPlan ReadCommands(byte[] hash, IssueCommentPayload payload, string text)
    {
        var repository = payload.Repository?.FullName;
        if (!RepositoryAddress.TryValidate(repository, out var error) || RepositoryAddress.IsFile(repository!))
        {
            return DeliveryPlan.Refuse(StatusCodes.Status422UnprocessableEntity, "repository-invalid", error.Length > 0 ? error : "The repository must be 'owner/name'.");
        }

        var ecosystem = options.Value.RepositoryEcosystems.TryGetValue(repository!, out var configured) ? configured : options.Value.DefaultEcosystem;
        var parsed = CommandParser.Parse(text, ecosystem);
        if (parsed.Commands.Count + parsed.Refused.Count == 0)
        {
            return DeliveryPlan.Ignore("The comment only talks about commands.");
        }

        if (!_associations.Contains(payload.Comment!.AuthorAssociation ?? ""))
        {
            return DeliveryPlan.Ignore("The comment's author may not command upgrades of this repository.");
        }

        var author = Login(payload.Comment.User);
        return DeliveryPlan.Accept(
            repository!,
            hash,
            [.. parsed.Commands.Select((command, index) => Request(UpgradeIds.Of(hash, index), repository!, command, author))],
            parsed.Refused,
            payload.Issue?.Number);
    }

    private UpgradeRequested Request(Guid upgradeId, string repository, UpgradeCommand command, string author) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = upgradeId,
            Repository = repository,
            Ecosystem = command.Ecosystem,
            PackageName = command.Package,
            TargetVersion = command.Version,
        },
        Trigger = UpgradeTrigger.Comment,
        RequestedBy = author,
        RequestedAt = time.GetUtcNow(),
    };

    private static bool IsBot(UserPayload? user) =>
        user?.Type == "Bot" || user?.Login?.EndsWith("[bot]", StringComparison.Ordinal) == true;

    private static string Login(UserPayload? user) => Texts.Markdown.Line(user?.Login, 100) is { Length: > 0 } login ? login : "unknown";
}
