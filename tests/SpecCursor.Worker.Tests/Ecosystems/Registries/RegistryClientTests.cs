using Microsoft.AspNetCore.Http;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Ecosystems.Registries;

/// <summary>Registries that a repository chooses must not lead to what only the worker can reach.</summary>
[Collection(WorkerCollection.Name)]
public sealed class RegistryClientTests(WorkerHost host)
{
    public static TheoryData<string> Clients => [NpmRegistry.ClientName, SimpleIndex.ClientName, NuGetRegistry.ClientName];

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    public async Task Server_inside_is_not_asked_for_a_repository(string address)
    {
        var before = host.Metrics.Count("suspicious_activity", "kind=sandbox_escape");

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => AskAsync(host, NpmRegistry.ClientName, new Uri(address), isOfRepository: true));

        Assert.Equal(FailureCodes.UnsupportedRegistry, exception.Failure.Code);
        Assert.Contains("leads to an address that is not public", exception.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(before + 1, host.Metrics.Count("suspicious_activity", "kind=sandbox_escape"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Server_that_the_operator_allows_is_asked_and_leads_to_no_other_inside(string client)
    {
        await using var inside = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("secret"));
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            if (context.Request.Path == "/elsewhere")
            {
                context.Response.Redirect(inside.Address.AbsoluteUri);
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("package");
        });
        using var own = WorkerHost.With(("SpecCursor:Worker:Sandbox:AllowedHosts:0", registry.Address.Authority));

        Assert.Equal("package", await AskAsync(own, client, registry.Address, isOfRepository: true));
        Assert.Equal("secret", await AskAsync(own, client, new Uri(registry.Address, "elsewhere"), isOfRepository: false));
        var exception = await Assert.ThrowsAsync<TransientStepException>(() => AskAsync(own, client, new Uri(registry.Address, "elsewhere"), isOfRepository: true));

        Assert.Contains("not public", exception.Failure.Detail, StringComparison.Ordinal);
    }

    private static Task<string> AskAsync(WorkerHost host, string client, Uri address, bool isOfRepository) => host.Service<RegistryClient>().GetAsync(
        new RegistryQuestion { Client = client, Address = address, IsOfRepository = isOfRepository, Package = "x" }, System.Text.Encoding.UTF8.GetString, CancellationToken.None);
}
