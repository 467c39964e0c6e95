using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

[Collection(WorkerCollection.Name)]
public sealed class NpmRegistryTests(WorkerHost host)
{
    [Fact]
    public async Task Real_registry_knows_a_real_package()
    {
        var settings = await host.Service<MachineNpmConfiguration>().GetAsync(CancellationToken.None);
        var before = host.Metrics.Count("external.requests", "api=npm,status=2xx");

        var history = await host.Service<NpmRegistry>().GetAsync(settings.Registry, isOfRepository: false, "@types/node", CancellationToken.None);

        Assert.Contains(history.Releases, release => release.Text == "20.0.0");
        Assert.Contains(history.Releases, release => release.Text == history.Latest);
        Assert.True(host.Metrics.Count("external.requests", "api=npm,status=2xx") > before);
    }

    [Fact]
    public async Task Deprecation_notices_and_tags_are_read()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("""
            {"name":"x","versions":{"1.0.0":{"deprecated":"old","dist":{"deprecated":"no"}},"1.1.0":{"deprecated":false},"not-a-version":{},"2.0.0":{"deprecated":true}},
             "dist-tags":{"latest":"2.0.0","odd":1},"time":{"created":"2020-01-01T00:00:00Z","1.0.0":"2020-01-02T03:04:05.678Z","1.1.0":"some day"}}
            """));

        var history = await GetAsync(registry.Address);

        Assert.Equal(["1.0.0", "1.1.0", "2.0.0"], history.Releases.Select(release => release.Text));
        Assert.Equal([new Withdrawal("deprecated", "old"), null, new Withdrawal("deprecated", null)], history.Releases.Select(release => release.Withdrawal));
        Assert.Equal([DateTimeOffset.Parse("2020-01-02T03:04:05.678Z", CultureInfo.InvariantCulture), null, null], history.Releases.Select(release => release.Published));
        Assert.Equal("2.0.0", history.Latest);
    }

    [Theory]
    [InlineData("00:00:00", "application/vnd.npm.install-v1+json")]
    [InlineData("3.00:00:00", null)]
    public async Task Long_form_is_asked_for_only_where_times_matter(string minimumAge, string? expected)
    {
        string? accepted = null;
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            accepted = context.Request.Headers.Accept.ToString();
            return FakeRegistry.Packument(context, "1.0.0");
        });
        using var own = WorkerHost.With(("SpecCursor:Worker:Releases:MinimumAge", minimumAge));

        await GetAsync(registry.Address, own);

        Assert.Equal(expected is not null, accepted!.Contains("application/vnd.npm.install-v1+json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scoped_name_is_one_segment_of_the_path()
    {
        string? asked = null;
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            asked = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            return FakeRegistry.Packument(context, "1.0.0");
        });

        await host.Service<NpmRegistry>().GetAsync(registry.Address, isOfRepository: false, "@s/x", CancellationToken.None);

        Assert.Equal("/@s%2fx", asked, ignoreCase: true);
    }

    [Theory]
    [InlineData(404, FailureCodes.PackageNotFound)]
    [InlineData(401, FailureCodes.UnsupportedRegistry)]
    [InlineData(403, FailureCodes.UnsupportedRegistry)]
    public async Task Refusal_ends_the_upgrade(int status, string code)
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(code, (await Assert.ThrowsAsync<StepFailedException>(() => GetAsync(registry.Address))).Failure.Code);
    }

    [Theory]
    [InlineData("<html>not a registry</html>")]
    [InlineData("{\"versions\":{\"1.0.0\":")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Garbage_is_tried_again_later(string body)
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(body));

        await IsTransientAsync(registry.Address);
    }

    [Fact]
    public async Task Endless_answer_is_cut_off()
    {
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)' ');
        await using var registry = await FakeRegistry.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });

        await IsTransientAsync(registry.Address);
    }

    [Fact]
    public async Task Registry_that_is_down_or_fails_or_hangs_is_tried_again_later()
    {
        var release = new TaskCompletionSource();
        await using var failing = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var hanging = await FakeRegistry.StartAsync(context => release.Task.WaitAsync(context.RequestAborted));

        using var own = WorkerHost.With(("SpecCursor:Worker:Node:RegistryTimeout", "00:00:03"));
        await Task.WhenAll(IsTransientAsync(FakeRegistry.Nowhere(), own), IsTransientAsync(failing.Address, own), IsTransientAsync(hanging.Address, own));
        release.SetResult();
    }

    private Task<ReleaseHistory> GetAsync(Uri registry, WorkerHost? own = null) =>
        (own ?? host).Service<NpmRegistry>().GetAsync(registry, isOfRepository: false, "x", CancellationToken.None);

    private async Task IsTransientAsync(Uri registry, WorkerHost? own = null)
    {
        var exception = await Assert.ThrowsAsync<TransientStepException>(() => GetAsync(registry, own));

        Assert.True(exception.Failure.IsTransient);
        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
        Assert.Contains("127.0.0.1", exception.Failure.Reason, StringComparison.Ordinal);
    }
}
