using Microsoft.AspNetCore.Http;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>The proxy's protocol over http, which go's own file proxies don't speak.</summary>
public sealed class GoProxyTests
{
    [Fact]
    public async Task Paths_and_versions_are_escaped_and_what_is_not_there_is_nothing()
    {
        var asked = new List<string>();
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            asked.Add(context.Request.Path);
            context.Response.StatusCode = asked.Count == 1 ? 200 : asked.Count == 2 ? 404 : 410;
            return asked.Count == 1 ? context.Response.WriteAsync("v1.0.0\nv1.1.0\nmaster\n") : Task.CompletedTask;
        });
        using var host = Host(registry.Address);
        var proxy = host.Service<GoProxy>();

        Assert.Equal(["v1.0.0", "v1.1.0"], (await proxy.ListAsync("example.org/Old", CancellationToken.None))!.Select(version => version.Text));
        Assert.Null(await proxy.InfoAsync("example.org/Old", "v1.0.0-RC1", CancellationToken.None));
        Assert.Null(await proxy.ManifestAsync("example.org/Old", "v1.0.0", CancellationToken.None));
        Assert.Equal(["/example.org/!old/@v/list", "/example.org/!old/@v/v1.0.0-!r!c1.info", "/example.org/!old/@v/v1.0.0.mod"], asked);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "module (")]
    public async Task Proxy_that_fails_is_tried_again_later(int status, string body)
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        using var host = Host(registry.Address);

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => host.Service<GoProxy>().ManifestAsync("a.b/c", "v1.0.0", CancellationToken.None));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
    }

    [Theory]
    [InlineData("module a.b/c\n", "v2.0.0+incompatible")]
    [InlineData("module a.b/c\n\ngo 1.18\n", "v1.0.0")]
    public async Task Majors_without_a_path_of_their_own_end_where_modules_begin(string manifest, string newest)
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(
            context.Request.Path.Value!.EndsWith("list", StringComparison.Ordinal) ? "v2.0.0+incompatible\nv1.0.0\nv2.0.0\n" : manifest));
        using var host = Host(registry.Address);

        var releases = await host.Service<GoReleaseReader>().ReadAsync(GoModulePath.Parse("a.b/c")!, wanted: null, GoVersion.Parse("v0.9.0")!, CancellationToken.None);

        Assert.Equal(newest, releases![^1].Text);
    }

    [Fact]
    public async Task Times_are_asked_for_where_they_matter()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(
            context.Request.Path.Value!.EndsWith("list", StringComparison.Ordinal) ? "v1.0.0\nv1.1.0\n"
            : context.Request.Path.Value.EndsWith("mod", StringComparison.Ordinal) ? "module a.b/c\n"
            : """{"Version":"v1.1.0","Time":"2020-01-02T03:04:05Z"}"""));
        using var host = Host(registry.Address, ("SpecCursor:Worker:Releases:MinimumAge", "3.00:00:00"));

        var releases = await host.Service<GoReleaseReader>().ReadAsync(GoModulePath.Parse("a.b/c")!, wanted: null, GoVersion.Parse("v1.0.0")!, CancellationToken.None);

        Assert.Equal([null, new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero)], releases!.Select(release => release.Published));
    }

    [Theory]
    [InlineData("https://proxy.golang.org", null, "proxy.golang.org:443 sum.golang.org:443")]
    [InlineData("https://proxy.golang.org", "off", "proxy.golang.org:443")]
    [InlineData("http://modules.example.org:8080/go", "sum.example.org+1234+key https://keys.example.org/sum", "modules.example.org:8080 keys.example.org:443")]
    [InlineData("file:///srv/modules", null, "")]
    public void Servers_are_those_of_the_proxy_and_the_checksums(string proxy, string? database, string expected)
    {
        var servers = GoServers.Of(new GoOptions { Proxy = new Uri(proxy), ChecksumDatabase = database });

        Assert.Equal(expected, string.Join(' ', servers.Select(server => $"{server.Name}:{server.Port}")));
    }

    private static WorkerHost Host(Uri proxy, params (string Key, string? Value)[] settings) =>
        WorkerHost.With([("SpecCursor:Worker:Go:Proxy", proxy.AbsoluteUri), ("SpecCursor:Worker:Go:ProxyTimeout", "00:00:03"), .. settings]);
}
