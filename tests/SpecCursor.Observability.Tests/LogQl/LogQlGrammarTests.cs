namespace SpecCursor.Observability.Tests.LogQl;

public sealed class LogQlGrammarTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    [Theory]
    [InlineData("""{service_name="worker"} | severity_text=~"Error|Fatal" |= "sandbox" | json | line_format "{{.message}}" """)]
    [InlineData("""sum by (service_name) (count_over_time({service_name=~".+"} | detected_level="error" [5m])) > 10""")]
    public async Task Log_and_metric_queries_are_LogQL(string expression) => Assert.Empty(await grammar.FaultsOfAsync([expression]));

    [Theory]
    [InlineData("")]
    [InlineData("service_name")]
    [InlineData("""{service_name="worker" """)]
    [InlineData("""rate({service_name="worker"}[$__auto])""")]
    [InlineData("""histogram_quantile(0.95, rate({service_name="worker"}[5m]))""")]
    public async Task What_Loki_would_refuse_is_a_fault(string expression)
    {
        var faults = await grammar.FaultsOfAsync([expression]);

        Assert.All(faults, fault => Assert.Equal(expression, fault.Expression));
        Assert.NotEmpty(faults);
    }
}
