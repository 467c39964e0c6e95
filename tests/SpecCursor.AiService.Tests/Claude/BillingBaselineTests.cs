using SpecCursor.AiService.Providers.Claude;
using SpecCursor.AiService.Tests.Support;

namespace SpecCursor.AiService.Tests.Claude;

public sealed class BillingBaselineTests
{
    [Fact]
    public async Task First_bill_is_an_increase_of_series_that_are_there_already()
    {
        using var metrics = new TestMetrics();

        await new BillingBaseline(new ClaudeOptions { ApiKey = "a key", Model = "some-model" }, metrics.Metrics).StartAsync(CancellationToken.None);

        Assert.Equal(
            [
                "speccursor.ai.tokens{some-model,input} 0", "speccursor.ai.tokens{some-model,output} 0", "speccursor.ai.tokens{some-model,cache_read} 0",
                "speccursor.ai.tokens{some-model,cache_write} 0", "speccursor.ai.cost_usd{some-model} 0",
            ],
            metrics.Measurements);
    }

    [Fact]
    public async Task Who_has_no_key_has_no_series()
    {
        using var metrics = new TestMetrics();

        await new BillingBaseline(new ClaudeOptions { ApiKey = "" }, metrics.Metrics).StartAsync(CancellationToken.None);

        Assert.Empty(metrics.Measurements);
    }
}
