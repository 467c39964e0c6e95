namespace SpecCursor.Versioning.Tests.Npm;

public sealed record Judgements(Judgement Strict, Judgement Loose);
