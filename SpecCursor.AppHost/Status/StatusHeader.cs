using SpecCursor.AppHost.Infrastructure;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>What does not change during a run.</summary>
internal sealed record StatusHeader
{
    /// <summary>What the backing services run as.</summary>
    public required InfrastructureMode Mode { get; init; }

    /// <summary>The addresses that people use.</summary>
    public required ApplicationAddresses Addresses { get; init; }
}
