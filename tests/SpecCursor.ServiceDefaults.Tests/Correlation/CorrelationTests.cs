using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Tests.Redaction;

namespace SpecCursor.ServiceDefaults.Tests.Correlation;

public sealed class CorrelationTests
{
    [Theory]
    [InlineData("ticket-42")]
    [InlineData("0af7651916cd43dd8448eb211c80319c")]
    [InlineData("a.b_c:D-9")]
    public async Task Well_formed_id_is_used_and_returned(string id)
    {
        await using var service = await StartAsync();

        var (current, returned) = await CallAsync(service, id);

        Assert.Equal(id, current);
        Assert.Equal(id, returned);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("<script>")]
    [InlineData("a,b")]
    [InlineData("ünicode")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234x")]
    public async Task Malformed_id_is_replaced(string id)
    {
        await using var service = await StartAsync();

        var (current, returned) = await CallAsync(service, id);

        Assert.NotEqual(id, current);
        Assert.Matches("^[0-9a-f]{32}$", current);
        Assert.Equal(current, returned);
    }

    /// <summary>It would be in every line, span and message of the request.</summary>
    [Fact]
    public async Task Token_in_the_wrong_header_does_not_become_the_id()
    {
        await using var service = await StartAsync();

        foreach (var token in new[] { Secrets.Slack, Secrets.GitHubClassic, Secrets.Aws })
        {
            var (current, returned) = await CallAsync(service, token);

            Assert.Matches("^[0-9a-f]{32}$", current);
            Assert.Equal(current, returned);
        }
    }

    [Fact]
    public async Task Request_without_an_id_gets_one_of_its_own()
    {
        await using var service = await StartAsync();

        var first = await CallAsync(service);
        var second = await CallAsync(service);

        Assert.NotEqual(first.Current, second.Current);
        Assert.Equal(first.Current, first.Returned);
    }

    [Fact]
    public async Task Two_ids_are_none()
    {
        await using var service = await StartAsync();

        var (current, _) = await CallAsync(service, "one", "two");

        Assert.Matches("^[0-9a-f]{32}$", current);
    }

    [Fact]
    public async Task Id_is_in_the_baggage_and_on_the_span_so_that_it_travels()
    {
        var baggage = "";
        object? attribute = null;
        await using var service = await TestService.StartAsync(app => app.MapGet("/", () =>
        {
            baggage = Activity.Current!.GetBaggageItem("correlation_id");
            attribute = Activity.Current.GetTagItem(SpanAttributes.CorrelationId);
        }));

        await CallAsync(service, "ticket-42");

        Assert.Equal("ticket-42", baggage);
        Assert.Equal("ticket-42", attribute);
    }

    [Fact]
    public async Task Baggage_that_came_from_outside_does_not_pass_as_the_id()
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("baggage", "correlation_id=from-outside");
        request.Headers.Add("X-Correlation-Id", "from-the-header");

        using var response = await service.Client.SendAsync(request);

        Assert.Equal("from-the-header", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Pushed_id_flows_with_the_call_and_ends_with_its_scope()
    {
        await using var service = await StartAsync();
        var correlation = service.Get<ICorrelationContext>();
        Assert.Null(correlation.Current);
        using (correlation.Push("outer"))
        {
            using (correlation.Push("inner"))
            {
                Assert.Equal("inner", await Task.Run(() => correlation.Current));
            }

            Assert.Equal("outer", correlation.Current);
        }

        Assert.Null(correlation.Current);
    }

    [Fact]
    public async Task Pushing_nothing_makes_an_id()
    {
        await using var service = await StartAsync();
        var correlation = service.Get<ICorrelationContext>();

        using var scope = correlation.Push(null);

        Assert.True(CorrelationId.IsValid(correlation.Current));
    }

    [Fact]
    public async Task Id_of_a_message_handler_is_that_of_its_spans_baggage()
    {
        await using var service = await StartAsync();
        using var activity = new Activity("message").SetBaggage("correlation_id", "carried").Start();

        Assert.Equal("carried", service.Get<ICorrelationContext>().Current);
    }

    private static Task<TestService> StartAsync() =>
        TestService.StartAsync(app => app.MapGet("/", (ICorrelationContext correlation) => correlation.Current));

    private static async Task<(string Current, string Returned)> CallAsync(TestService service, params string[] ids)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var id in ids)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("X-Correlation-Id", id));
        }

        using var response = await service.Client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("X-Correlation-Id").Single());
    }
}
