namespace SpecCursor.Versioning.Tests.Npm;

public sealed record SpecQuestion(string Spec);
