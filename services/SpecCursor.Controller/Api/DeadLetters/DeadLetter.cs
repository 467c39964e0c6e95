namespace SpecCursor.Controller.Api.DeadLetters;

/// <summary>What a replay needs to know of a dead letter.</summary>
/// <param name="Schema">The storage schema of the service that gave it up.</param>
/// <param name="MessageType">Its type.</param>
/// <param name="UpgradeId">The upgrade it belonged to.</param>
/// <param name="Fence">The fence of its dispatch.</param>
internal sealed record DeadLetter(string Schema, string MessageType, Guid? UpgradeId, long? Fence);
