using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Cli.Demo;

/// <summary>What became of one upgrade of the demo.</summary>
/// <param name="Scenario">What was asked.</param>
/// <param name="Upgrade">How it ended; null when it never began or did not end in time.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Problem">What is not as it should be; null when all is.</param>
/// <param name="Outcome">The outcome in words.</param>
internal sealed record DemoResult(Scenario Scenario, UpgradeResource? Upgrade, IReadOnlyList<StepResource> Steps, string? Problem, string Outcome);
