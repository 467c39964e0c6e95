using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecCursor.AiService.Generation;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Messaging.Failures;
using SpecCursor.Messaging.Progress;
using Wolverine;

namespace SpecCursor.AiService.Tests.Generation;

public sealed class GeneratePatchHandlerTests
{
    private static GeneratePatch Command => Commands.For("parser", "1.0.0", "2.0.0", ("src/a.js", "const parse = require('parser');\n")) with { Fence = 7, Attempt = 2 };

    [Fact]
    public async Task Command_is_announced_and_answered_with_its_fence()
    {
        using var harness = new AiHarness(null);
        var progress = new ProgressList();
        var command = Command;

        var answer = await HandleAsync(harness, command, progress, attempts: 1);

        Assert.Equal((command.Context.UpgradeId, 7, 2), (answer!.UpgradeId, answer.Fence, answer.Attempt));
        Assert.Equal("no-recipe", answer.Failure?.Code);
        Assert.Equal([UpgradeStep.Patch], progress.Steps);
    }

    [Fact]
    public async Task Provider_that_is_down_is_waited_for_until_the_last_try()
    {
        await using var claude = await FakeAnthropic.StartAsync();
        using var harness = new AiHarness(claude, ("SpecCursor:Ai:Claude:MaximumRetries", "0"));

        await Assert.ThrowsAsync<TransientStepException>(() => HandleAsync(harness, Command, new ProgressList(), AiHarness.MaximumTries - 1));
        var answer = await HandleAsync(harness, Command, new ProgressList(), AiHarness.MaximumTries);

        Assert.Equal("provider-unavailable", answer?.Failure?.Code);
    }

    [Fact]
    public async Task Work_ends_with_its_token()
    {
        await using var claude = await FakeAnthropic.StartAsync();
        claude.Silence();
        using var harness = new AiHarness(claude);
        using var cancellation = new CancellationTokenSource();
        var work = HandleAsync(harness, Command, new ProgressList(), 1, cancellation.Token);
        while (claude.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Theory]
    [InlineData("SpecCursor:Ai:Claude:MaximumTurns", "0")]
    [InlineData("SpecCursor:Ai:Claude:BaseAddress", "ftp://host/")]
    [InlineData("SpecCursor:Ai:Claude:BaseAddress", "not an address")]
    [InlineData("SpecCursor:Ai:Claude:RequestTimeout", "01:00:00")]
    [InlineData("SpecCursor:Ai:Claude:Model", "")]
    [InlineData("SpecCursor:Ai:Validation:MaximumFiles", "0")]
    public void Configuration_out_of_range_is_refused(string key, string value)
    {
        using var harness = new AiHarness(null, (key, value));

        var exception = Assert.Throws<OptionsValidationException>(() => harness.Services.GetRequiredService<IOptions<AiOptions>>().Value);

        Assert.Contains("SpecCursor:Ai", exception.Message, StringComparison.Ordinal);
    }

    private static Task<PatchGenerated?> HandleAsync(
        AiHarness harness, GeneratePatch command, ProgressList progress, int attempts, CancellationToken cancellationToken = default) =>
        GeneratePatchHandler.Handle(
            command,
            harness.Services.GetRequiredService<IPatchGenerator>(),
            progress,
            new UpgradeCancellations(),
            new Envelope { Attempts = attempts },
            cancellationToken);

    private sealed class ProgressList : IStepProgress
    {
        public List<UpgradeStep> Steps { get; } = [];

        public ValueTask StartedAsync(IUpgradeCommand command, UpgradeStep step, CancellationToken cancellationToken)
        {
            Steps.Add(step);
            return ValueTask.CompletedTask;
        }
    }
}
