using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.DotNet;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.DotNet;

[Collection(EcosystemCollections.DotNet)]
public sealed class NuGetRegistryTests(WorkerHost host)
{
    [Fact]
    public async Task Real_registry_knows_a_real_package()
    {
        using var machine = new MachineNuGetSource(Options.Create(new DotNetOptions()), host.Service<ToolInquiry>(), host.Service<WorkerDirectories>());
        var source = await machine.GetAsync(CancellationToken.None);
        var before = host.Metrics.Count("external.requests", "api=nuget,status=2xx");
        var registry = host.Service<NuGetRegistry>();

        var feed = await registry.OpenAsync(source, "xunit", CancellationToken.None);
        var history = await registry.GetAsync([feed], "XUnit", CancellationToken.None);

        Assert.Contains(history.Releases, release => release is { Text: "2.9.3", Withdrawal: null });
        Assert.Contains(feed.Hosts, server => server.Name == source.Address!.Host && server.Port == source.Address.Port && server.IsTrusted);
        Assert.InRange(host.Metrics.Count("external.requests", "api=nuget,status=2xx"), before + 2, int.MaxValue);
    }

    [Fact]
    public async Task Pages_withdrawals_and_times_are_read()
    {
        await using var server = await FakeRegistry.StartAsync(context => Answer(context, $"{context.Request.Scheme}://{context.Request.Host}"));

        var history = await GetAsync(server.Address);

        Assert.Equal(["1.0.0", "1.1.0", "1.2.0", "2.0.0"], history.Releases.Select(release => release.Text));
        Assert.Equal(
            [new Withdrawal("deprecated", "old"), new Withdrawal("unlisted", null), new Withdrawal("unlisted", null), null],
            history.Releases.Select(release => release.Withdrawal));
        Assert.Equal(DateTimeOffset.Parse("2020-01-02T03:04:05Z", CultureInfo.InvariantCulture), history.Releases[0].Published);
        Assert.Null(history.Releases[2].Published);
    }

    [Fact]
    public async Task Server_without_descriptions_is_asked_for_its_packages()
    {
        await using var server = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(context.Request.Path == "/content/x/index.json"
            ? "{\"versions\":[\"1.0.0\",\"2.0.0-beta\",\"not-a-version\"]}"
            : $$"""{"version":"3.0.0","resources":[{"@id":"{{context.Request.Scheme}}://{{context.Request.Host}}/content","@type":"PackageBaseAddress/3.0.0"}]}"""));

        Assert.Equal(["1.0.0", "2.0.0-beta"], (await GetAsync(server.Address)).Releases.Select(release => release.Text));
    }

    [Theory]
    [InlineData(404, FailureCodes.PackageNotFound)]
    [InlineData(401, FailureCodes.UnsupportedRegistry)]
    public async Task Refusal_ends_the_upgrade(int status, string code)
    {
        await using var server = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(code, (await Assert.ThrowsAsync<StepFailedException>(() => GetAsync(server.Address))).Failure.Code);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("{\"resources\":[]}")]
    [InlineData("{\"resources\":[{\"@id\":\"http://10.0.0.1/\",\"@type\":\"RegistrationsBaseUrl/3.6.0\"}]}")]
    public async Task Garbage_is_tried_again_later_and_other_servers_inside_are_not_asked(string body)
    {
        await using var server = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(body));

        Assert.Equal(FailureCodes.RegistryUnavailable, (await Assert.ThrowsAsync<TransientStepException>(() => GetAsync(server.Address))).Failure.Code);
    }

    [Fact]
    public async Task Folder_is_a_registry_too()
    {
        var laidOut = Directory.CreateDirectory(Path.Combine(host.StateDirectory, "laid-out", "x", "1.2.3")).Parent!.Parent!.FullName;
        LocalFeed.Write(laidOut, "X", "1.3.0");
        LocalFeed.Write(laidOut, "X.Y", "9.0.0");
        var registry = host.Service<NuGetRegistry>();
        var feed = await registry.OpenAsync(NuGetSource.OfOperator(laidOut)!, "X", CancellationToken.None);

        var history = await registry.GetAsync([feed], "X", CancellationToken.None);

        Assert.Equal(["1.2.3", "1.3.0"], history.Releases.Select(release => release.Text).Order(StringComparer.Ordinal));
        Assert.Equal(
            FailureCodes.PackageNotFound,
            (await Assert.ThrowsAsync<StepFailedException>(() => registry.GetAsync([feed], "Z", CancellationToken.None))).Failure.Code);
    }

    private static Task Answer(HttpContext context, string root)
    {
        var answer = context.Request.Path.Value switch
        {
            "/" => """{"version":"3.0.0","resources":[{"@id":"ROOT/old/","@type":"RegistrationsBaseUrl"},{"@id":"ROOT/new/","@type":"RegistrationsBaseUrl/3.6.0"}]}""",
            "/new/x/index.json" => """
                {"items":[
                  {"@id":"ROOT/page","items":[
                    {"catalogEntry":{"version":"1.0.0","published":"2020-01-02T03:04:05Z","deprecation":{"message":"old","reasons":["Legacy"]}}},
                    {"catalogEntry":{"version":"1.1.0","listed":false}},
                    {"catalogEntry":{"version":"1.2.0","published":"1900-01-01T00:00:00+00:00"}},
                    {"catalogEntry":{"version":"not-a-version"}}, {}]},
                  {"@id":"ROOT/page"},
                  {"@id":"http://10.0.0.1/page"}]}
                """,
            "/page" => """{"items":[{"catalogEntry":{"version":"2.0.0","listed":true}}]}""",
            _ => "unexpected",
        };
        return context.Response.WriteAsync(answer.Replace("ROOT", root, StringComparison.Ordinal));
    }

    private async Task<ReleaseHistory> GetAsync(Uri address)
    {
        var registry = host.Service<NuGetRegistry>();
        var feed = await registry.OpenAsync(NuGetSource.OfOperator(address.AbsoluteUri)!, "x", CancellationToken.None);
        return await registry.GetAsync([feed], "x", CancellationToken.None);
    }
}
