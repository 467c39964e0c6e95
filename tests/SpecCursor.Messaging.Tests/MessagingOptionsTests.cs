using Microsoft.Extensions.Configuration;

namespace SpecCursor.Messaging.Tests;

public sealed class MessagingOptionsTests
{
    [Fact]
    public void Delays_of_the_configuration_replace_the_built_in_ones()
    {
        var options = Read(("RetryDelays:0", "00:00:01"), ("RetryDelays:1", "00:00:05"));

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)], options.RetryDelays);
    }

    [Fact]
    public void Without_a_configuration_the_built_in_values_hold()
    {
        var options = Read();

        Assert.Equal(4, options.RetryDelays.Count);
        Assert.Equal(TimeSpan.FromSeconds(5), options.StaleNodeTimeout);
    }

    [Theory]
    [InlineData("Parallelism", "0")]
    [InlineData("Parallelism", "65")]
    [InlineData("Prefetch", "0")]
    [InlineData("Prefetch", "1001")]
    [InlineData("RetryDelays:0", "00:00:00")]
    [InlineData("RetryDelays:0", "02:00:00")]
    [InlineData("StaleNodeTimeout", "00:00:01")]
    [InlineData("PollingInterval", "-00:00:01")]
    public void Value_out_of_its_range_is_refused_by_name(string name, string value)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read((name, value)));

        Assert.Contains($"SpecCursor:Messaging:{name.Split(':')[0]}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_that_is_no_number_is_refused_by_name()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(("Parallelism", "many")));

        Assert.Contains("SpecCursor:Messaging:Parallelism", exception.Message, StringComparison.Ordinal);
    }

    private static MessagingOptions Read(params (string Name, string Value)[] values) => MessagingOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"{MessagingOptions.Section}:{value.Name}", (string?)value.Value)))
            .Build()
            .GetSection(MessagingOptions.Section));
}
