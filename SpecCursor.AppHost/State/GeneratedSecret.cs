namespace SpecCursor.AppHost.State;

/// <summary>A credential of this state directory.</summary>
/// <param name="Value">The credential.</param>
/// <param name="IsNew">Whether it was generated just now, so that nobody knows it yet.</param>
internal sealed record GeneratedSecret(string Value, bool IsNew);
