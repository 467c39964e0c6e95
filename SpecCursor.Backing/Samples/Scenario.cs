using System.Text.Json;

namespace SpecCursor.Backing.Samples;

/// <summary>One upgrade of the demo.</summary>
/// <param name="Sample">The sample's folder under <c>samples/</c>.</param>
/// <param name="Ecosystem">Its ecosystem.</param>
/// <param name="Package">The package to upgrade.</param>
/// <param name="Target">The version to upgrade to.</param>
/// <param name="Expected">How it should end.</param>
/// <param name="Shows">What it shows, for the person who watches.</param>
internal sealed record Scenario(string Sample, string Ecosystem, string Package, string Target, ExpectedOutcome Expected, string Shows)
{
    /// <summary>The ecosystem of the demo where nobody names another: it needs no more of a machine and of the network than SpecCursor itself.</summary>
    public const string DefaultEcosystem = "node";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The owner of the repository that the sample becomes.</summary>
    public string Owner { get; init; } = "samples";

    /// <summary>The repository that the sample becomes in the local forge.</summary>
    public string Repository => $"{Owner}/{Path.GetFileName(Sample)}";

    /// <summary>The scenarios of one ecosystem.</summary>
    /// <param name="samplesFolder">The folder <c>samples</c>.</param>
    /// <param name="ecosystem">The ecosystem.</param>
    public static IReadOnlyList<Scenario> Load(string samplesFolder, string ecosystem) =>
        [.. Load(samplesFolder).Where(scenario => scenario.Ecosystem == ecosystem)];

    /// <summary>All scenarios, in the order of their file.</summary>
    /// <param name="samplesFolder">The folder <c>samples</c>.</param>
    public static IReadOnlyList<Scenario> Load(string samplesFolder)
    {
        var file = JsonSerializer.Deserialize<ScenarioFile>(File.ReadAllBytes(Path.Combine(samplesFolder, "scenarios.json")), Json);
        return file?.Scenarios ?? [];
    }

    private sealed record ScenarioFile(IReadOnlyList<Scenario> Scenarios);
}
