using System.Text.RegularExpressions;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Tests;

/// <summary>The commands that show everything, as a person runs them. One after the other: each starts the whole application.</summary>
public sealed partial class EndToEndTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Demo_makes_its_upgrades_shows_them_and_leaves_nothing_running()
    {
        var result = await _cli.RunAsync(s_limit, "demo");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(3, Outcomes().Count(result.Output));
        Assert.Contains("repaired by", result.Output, StringComparison.Ordinal);
        Assert.Contains("refuted:", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(StateLocation.StatusFile(Path.Combine(_cli.State, "demo"))));
    }

    [Theory]
    [InlineData("ServiceDown", "proof-engine")]
    [InlineData("SecretLeakAttempt", "ai-service")]
    public async Task Rehearsal_does_its_harm_and_sees_everybody_told(string alert, string service)
    {
        var result = await _cli.RunAsync(s_limit, "alert", alert);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains($"PagerDuty: [FIRING:1] {alert} on {service} (critical)", result.Output, StringComparison.Ordinal);
        Assert.Contains($"Slack: [FIRING:1] {alert} on {service} (critical)", result.Output, StringComparison.Ordinal);
        Assert.Contains($"webhook: [FIRING] {alert}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"docs/runbooks/{alert}.md", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(StateLocation.StatusFile(Path.Combine(_cli.State, "rehearsal"))));
    }

    [GeneratedRegex("✓ (completed|repaired|refuted)")]
    private static partial Regex Outcomes();
}
