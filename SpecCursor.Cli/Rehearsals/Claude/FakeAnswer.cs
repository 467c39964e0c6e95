using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Rehearsals.Claude;

/// <summary>One answer of the fake.</summary>
/// <param name="Status">Its status of HTTP.</param>
/// <param name="Body">Its body.</param>
/// <param name="After">How long it takes.</param>
internal sealed record FakeAnswer(int Status, JsonObject Body, TimeSpan After = default);
