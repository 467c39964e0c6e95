using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Tests.Workflow;

namespace SpecCursor.Controller.Tests.Saga;

/// <summary>One trace from the request to the publication.</summary>
[Collection(SystemCollection.Name)]
public sealed class TraceTests(RunningSystem system)
{
    [Fact]
    public async Task Every_command_of_an_upgrade_and_of_its_retry_is_in_the_trace_of_the_request()
    {
        const string caller = "4bf92f3577b34da6a3ce929d0e0e4736";
        var traces = new ConcurrentBag<string?>();
        system.Script.On("trace/whole", command =>
        {
            traces.Add(Activity.Current?.TraceId.ToString());
            return command.Fence == 3 ? Answers.Published(command) with { Failure = Given.Failure("forge-down") } : Answers.Success(command);
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades") { Content = JsonContent.Create(ControllerHost.Body("trace/whole")) };
        request.Headers.Add("traceparent", $"00-{caller}-00f067aa0ba902b7-01");
        using var response = await system.Controller.Client.SendAsync(request);
        var created = (await response.Content.ReadFromJsonAsync<UpgradeResource>())!;
        Assert.Equal(caller, created.TraceId);
        await system.Controller.WaitForEndAsync(created.Id);

        using var retry = await system.Controller.Client.PostAsync($"/api/v1/upgrades/{created.Id}/retry", null);
        await system.Controller.WaitAsync(created.Id, upgrade => upgrade.Status == UpgradeStatus.Completed);

        Assert.Equal(6, traces.Count);
        Assert.All(traces, trace => Assert.Equal(caller, trace));
    }
}
