using System.Text.Json.Nodes;
using SpecCursor.Cli.Rehearsals.Claude;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>What the fake of Anthropic's API answers here: the repair of the demo's broken upgrade, and of nothing else.</summary>
internal sealed class FakeClaude
{
    private const string Repaired = "lib/order-ids.js";

    private readonly Lock _lock = new();
    private readonly List<string> _asked = [];

    /// <summary>What was asked, as it came over the wire.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    public FakeAnswer Answer(FakeQuestion question)
    {
        lock (_lock)
        {
            _asked.Add(question.Body);
        }

        return question.Body.Contains(Repaired, StringComparison.Ordinal)
            ? FakeAnswers.Patch("The package has no such files any more; what they held is exported by its main module.", Repair())
            : FakeAnswers.NoRepair(question);
    }

    private static JsonArray Repair() =>
    [
        FakeAnswers.Edit(Repaired, "const uuidv4 = require('uuid/v4');", "const { v4: uuidv4 } = require('uuid');"),
        FakeAnswers.Edit(Repaired, "const uuidv5 = require('uuid/v5');", "const { v5: uuidv5 } = require('uuid');"),
    ];
}
