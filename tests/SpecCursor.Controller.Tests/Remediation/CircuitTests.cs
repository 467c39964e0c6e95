using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>While Claude fails it is not asked, and commands say so.</summary>
[Collection(SystemCollection.Name)]
public sealed class CircuitTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Alert_keeps_claude_from_being_asked_until_it_is_resolved()
    {
        var alert = Alert("open_ai_circuit", "circuit-1", "AnthropicUnreachable", ("api", "anthropic"));

        var started = Assert.Single(await _controller.NotifyAsync(Firing(alert)));

        Assert.Equal(("open_ai_circuit", "claude", "succeeded"), (started.Action, started.Target, started.Outcome));
        var repair = await _controller.AskForRepairAsync(system.Script, "circuit/open");
        Assert.InRange(repair.CircuitOpenUntil!.Value, started.ExpiresAt.AddMilliseconds(-1), started.ExpiresAt.AddMilliseconds(1));

        var ended = Assert.Single(await _controller.NotifyAsync(Resolved(alert)));

        Assert.Equal((started.Id, "alertmanager"), (ended.Id, ended.EndedBy));
        Assert.Null((await _controller.AskForRepairAsync(system.Script, "circuit/resolved")).CircuitOpenUntil);
    }

    [Fact]
    public async Task Circuit_closes_when_a_person_reverts_it()
    {
        var started = Assert.Single(await _controller.NotifyAsync(Firing(Alert("open_ai_circuit", "circuit-2", ("provider", "claude")))));
        Assert.NotNull((await _controller.AskForRepairAsync(system.Script, "circuit/to-revert")).CircuitOpenUntil);

        await _controller.RevertAsync(started.Id);

        Assert.Null((await _controller.AskForRepairAsync(system.Script, "circuit/reverted")).CircuitOpenUntil);
    }

    [Theory]
    [InlineData("provider", "recipes")]
    [InlineData("api", "npm")]
    public async Task Claude_is_not_left_alone_for_what_others_do(string label, string value)
    {
        var skipped = Assert.Single(await _controller.NotifyAsync(Firing(Alert("open_ai_circuit", $"circuit-{value}", (label, value)))));

        Assert.Equal(("skipped", "The alert is not about Claude."), (skipped.Outcome, skipped.Detail));
        Assert.Null((await _controller.AskForRepairAsync(system.Script, $"circuit/{value}")).CircuitOpenUntil);
    }
}
