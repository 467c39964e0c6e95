namespace SpecCursor.Controller.Events;

/// <summary>How far an upgrade has come.</summary>
/// <param name="LastEvent">The sequence of its last event.</param>
/// <param name="IsEnded">Whether it has ended.</param>
internal sealed record UpgradePosition(long LastEvent, bool IsEnded);
