namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>A span that an upgrade leaves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Parent">The name of the span that it is below; null where that differs.</param>
/// <param name="Attributes">The attributes that it has at least.</param>
internal sealed record ExpectedSpan(string Name, string Meaning, string? Parent, params IReadOnlyList<string> Attributes);
