using SpecCursor.Cli.Rehearsals;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Rehearsals;

/// <summary>What <c>alert</c> says before it does anything.</summary>
public sealed class AlertCommandTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public static TheoryData<string> Rehearsed => [.. RehearsalCatalogue.All.Select(rehearsal => rehearsal.Alert)];

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_has_every_alert_of_the_rules()
    {
        var result = await _cli.RunAsync("alert", "--list");

        Assert.Equal(0, result.ExitCode);
        var declared = DeclaredAlerts.Read(Repository.PathOf("containers"));
        Assert.True(declared.Count > 50);
        Assert.All(declared, alert => Assert.Contains($"│ {alert} ", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name an alert, such as ServiceDown")]
    [InlineData("there is no alert 'Nonsense'", "Nonsense")]
    [InlineData("QueueStuck has no rehearsal: a message would have to wait for half an hour.", "queuestuck")]
    public async Task What_cannot_be_rehearsed_is_refused_with_the_reason(string reason, params string[] arguments)
    {
        var result = await _cli.RunAsync(["alert", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_alert_is_rehearsed_or_refused_with_a_reason()
    {
        var declared = DeclaredAlerts.Read(Repository.PathOf("containers"));

        Assert.Equal(declared, Rehearsed.Concat(RehearsalRefusals.Reasons.Keys).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rehearsed))]
    public void Every_rehearsal_is_of_an_alert_with_a_runbook(string alert)
    {
        Assert.Contains(alert, DeclaredAlerts.Read(Repository.PathOf("containers")));
        Assert.True(File.Exists(Repository.PathOf($"docs/runbooks/{alert}.md")));
        Assert.Equal(alert, RehearsalCatalogue.Find(alert.ToUpperInvariant())?.Alert);
    }
}
