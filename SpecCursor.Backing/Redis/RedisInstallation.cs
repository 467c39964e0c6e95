namespace SpecCursor.Backing.Redis;

/// <summary>A program that speaks Redis' protocol.</summary>
/// <param name="Program">The executable's path.</param>
/// <param name="IsGarnet">Whether it is Garnet, which is configured in its own way.</param>
/// <param name="Source">Where it comes from, in words for a person.</param>
public sealed record RedisInstallation(string Program, bool IsGarnet, string Source);
