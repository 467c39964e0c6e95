using SpecCursor.Contracts.Api;

namespace SpecCursor.Controller.Api.Creation;

/// <summary>What became of a request for an upgrade.</summary>
internal abstract record CreationResult
{
    private CreationResult()
    {
    }

    /// <summary>There is a new upgrade.</summary>
    public sealed record Created(UpgradeResource Upgrade) : CreationResult;

    /// <summary>The same request with the same key made it before.</summary>
    public sealed record Replayed(UpgradeResource Upgrade) : CreationResult;

    /// <summary>Another upgrade is doing the same.</summary>
    public sealed record Conflict(Guid LiveUpgradeId) : CreationResult;

    /// <summary>No upgrades of the ecosystem are begun at the moment.</summary>
    public sealed record Paused(DateTimeOffset Until) : CreationResult;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused : CreationResult;
}
