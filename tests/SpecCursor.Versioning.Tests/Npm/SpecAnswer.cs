namespace SpecCursor.Versioning.Tests.Npm;

public sealed record SpecAnswer(string? Type, string? Alias, string? Target);
