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

    [Fact]
    public async Task Rehearsal_ends_a_service_and_sees_everybody_told()
    {
        var result = await _cli.RunAsync(s_limit, "alert", "ServiceDown");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Matches(@"PagerDuty: \[FIRING:1\] ServiceDown on proof-engine \(critical\)", result.Output);
        Assert.Matches(@"Slack: \[FIRING:1\] ServiceDown on proof-engine \(critical\)", result.Output);
        Assert.Contains("webhook: [FIRING] ServiceDown", result.Output, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/ServiceDown.md", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(StateLocation.StatusFile(Path.Combine(_cli.State, "rehearsal"))));
    }

    [Fact]
    public async Task Rehearsal_has_a_key_put_into_a_patch_and_sees_everybody_told()
    {
        var result = await _cli.RunAsync(s_limit, "alert", "SecretLeakAttempt");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Matches(@"PagerDuty: \[FIRING:1\] SecretLeakAttempt on ai-service \(critical\)", result.Output);
        Assert.Matches(@"Slack: \[FIRING:1\] SecretLeakAttempt on ai-service \(critical\)", result.Output);
        Assert.Contains("webhook: [FIRING] SecretLeakAttempt", result.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("✓ (completed|repaired|refuted)")]
    private static partial Regex Outcomes();
}
