namespace SpecCursor.Contracts.Messages;

/// <summary>
/// Tells the proof engine what it will most likely be asked to prove once the tests have passed, so that it is done by then. It may be lost or
/// left undone without harm, and has no answer: only <see cref="ProveUpgrade"/> has one.
/// </summary>
/// <param name="Proof">The command that is expected, but for its fence and attempt.</param>
public sealed record ProveAhead(ProveUpgrade Proof);
