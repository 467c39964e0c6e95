using SpecCursor.Contracts.Messages;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>What a delivery asks for.</summary>
internal sealed record DeliveryPlan
{
    private DeliveryPlan()
    {
    }

    /// <summary>Why there is nothing to do; null when there is.</summary>
    public string? Ignored { get; private init; }

    /// <summary>Why the delivery is refused as a whole; null when it is not.</summary>
    public DeliveryRefusal? Refused { get; private init; }

    /// <summary>The repository that it is about.</summary>
    public string Repository { get; private init; } = "";

    /// <summary>SHA-256 of the body.</summary>
    public byte[] BodyHash { get; private init; } = [];

    /// <summary>The upgrades that it asks for.</summary>
    public IReadOnlyList<UpgradeRequested> Upgrades { get; private init; } = [];

    /// <summary>The commands that could not be understood or are not allowed.</summary>
    public IReadOnlyList<RefusedCommand> RefusedCommands { get; private init; } = [];

    /// <summary>The issue on which commands are answered; null where there is none.</summary>
    public int? IssueNumber { get; private init; }

    /// <summary>Nothing to do.</summary>
    public static DeliveryPlan Ignore(string reason) => new() { Ignored = reason };

    /// <summary>Refused as a whole.</summary>
    public static DeliveryPlan Refuse(int status, string code, string detail) => new() { Refused = new DeliveryRefusal(status, code, detail) };

    /// <summary>Something to do.</summary>
    public static DeliveryPlan Accept(
        string repository,
        byte[] bodyHash,
        IReadOnlyList<UpgradeRequested> upgrades,
        IReadOnlyList<RefusedCommand>? refusedCommands = null,
        int? issueNumber = null) => new()
        {
            Repository = repository,
            BodyHash = bodyHash,
            Upgrades = upgrades,
            RefusedCommands = refusedCommands ?? [],
            IssueNumber = issueNumber,
        };
}
