using Microsoft.AspNetCore.Http;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Registry;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Dockerfile;

/// <summary>What a real registry doesn't do on demand: pages, redirections, tokens of all kinds, answers that make no sense. A fake speaks its API here.</summary>
[Collection(EcosystemCollections.Dockerfile)]
public sealed class ImageRegistryTests(WorkerHost host)
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("</v2/team/app/tags/list?n=1000&last=b>; rel=\"next\"")]
    [InlineData("<?last=b>; rel=next")]
    [InlineData("<http://elsewhere.invalid/v2/other/tags/list?last=b>; rel=\"next\"")]
    public async Task Pages_are_read_to_the_last(string link)
    {
        var asked = new List<string>();
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            asked.Add(context.Request.Path);
            var isFirst = !context.Request.Query.ContainsKey("last");
            context.Response.Headers.Link = isFirst ? link : "";
            return context.Response.WriteAsync(isFirst ? """{"name":"team/app","tags":["a","b"]}""" : """{"tags":["c"]}""");
        });

        Assert.Equal(["a", "b", "c"], await ListAsync(registry));
        Assert.Equal(["/v2/team/app/tags/list", "/v2/team/app/tags/list"], asked);
    }

    [Fact]
    public async Task Endless_list_is_given_up()
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            context.Response.Headers.Link = "<?last=a>; rel=\"next\"";
            return context.Response.WriteAsync("""{"tags":["a"]}""");
        });

        var failure = await RefusalAsync(() => ListAsync(registry));

        Assert.Equal(FailureCodes.UnsupportedRegistry, failure.Code);
        Assert.Contains("more tags than are read", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "")]
    [InlineData("access_token", "?account=x")]
    public async Task Token_for_anyone_is_asked_for_and_sent_to_the_registry_alone(string property, string query)
    {
        var asked = new List<string>();
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            asked.Add($"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}");
            if (context.Request.Path == "/token")
            {
                return context.Response.WriteAsync($$"""{"{{property}}":"abc"}""");
            }

            if (context.Request.Headers.Authorization != "Bearer abc")
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{context.Request.Host}/token{query}\",service=\"a b\",scope=\"registry:catalog:*\"";
            }

            return context.Response.WriteAsync("""{"tags":["1"]}""");
        });

        Assert.Equal(["1"], await ListAsync(registry));
        var more = query.Length > 0 ? $"{query}&" : "?";
        Assert.Equal(["/v2/team/app/tags/list?n=1000 ", $"/token{more}service=a%20b&scope=repository%3Ateam%2Fapp%3Apull ", "/v2/team/app/tags/list?n=1000 Bearer abc"], asked);
    }

    [Theory]
    [InlineData("Basic realm=\"x\"", "credentials")]
    [InlineData("Bearer service=\"x\"", "credentials")]
    [InlineData("Bearer realm=\"/token\"", "not https")]
    [InlineData("Bearer realm=\"http://user:secret@127.0.0.1/\"", "credentials")]
    [InlineData("Bearer realm=\"http://metadata.google.internal/token\"", "not https")]
    [InlineData("Bearer realm=\"ftp://127.0.0.1/\"", "not https")]
    [InlineData("Bearer realm=\"file:///etc/passwd\"", "not https")]
    [InlineData("Bearer realm=\"http://127.0.0.1:1/token\"", "not public")]
    [InlineData("Bearer realm=\"https://127.0.0.1/token\"", "not public")]
    [InlineData("Bearer realm=\"https://169.254.169.254/latest/meta-data\"", "not public")]
    [InlineData("Bearer realm=\"https://[fd00:ec2::254]/\"", "not public")]
    [InlineData("Bearer realm=\"https://localhost:8443/\"", "not public")]
    public async Task Realm_that_leads_elsewhere_than_to_the_world_is_not_asked(string challenge, string words)
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = challenge;
            return Task.CompletedTask;
        });

        var failure = await RefusalAsync(() => ListAsync(registry));

        Assert.Equal(FailureCodes.UnsupportedRegistry, failure.Code);
        Assert.Contains(words, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(307, "/v2/moved/tags/list", true)]
    [InlineData(302, "http://169.254.169.254/latest/meta-data", false)]
    [InlineData(301, "https://10.0.0.1/", false)]
    [InlineData(308, "/v2/team/app/tags/list", false)]
    public async Task Redirection_is_looked_at_before_it_is_followed(int status, string location, bool isFollowed)
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            if (context.Request.Path == "/v2/moved/tags/list")
            {
                return context.Response.WriteAsync("""{"tags":["1"]}""");
            }

            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        if (isFollowed)
        {
            Assert.Equal(["1"], await ListAsync(registry));
        }
        else
        {
            Assert.Equal(FailureCodes.UnsupportedRegistry, (await RefusalAsync(() => ListAsync(registry))).Code);
        }
    }

    [Theory]
    [InlineData("127.0.0.1:5432/x")]
    [InlineData("localhost:1/x")]
    [InlineData("169.254.169.254/x")]
    [InlineData("10.0.0.1:5000/x")]
    [InlineData("2130706433:80/x")]
    [InlineData("[::1]:80/x")]
    [InlineData("[::ffff:7f00:1]:80/x")]
    public async Task Registry_inside_the_machine_or_its_networks_is_not_asked(string image)
    {
        var before = host.Metrics.Count("suspicious", "kind=sandbox_escape");

        var failure = await RefusalAsync(() => host.Service<ImageRegistry>().ListTagsAsync(ImageName.Parse(image)!, CancellationToken.None));

        Assert.Equal(FailureCodes.UnsupportedRegistry, failure.Code);
        Assert.Equal(before + 1, host.Metrics.Count("suspicious", "kind=sandbox_escape"));
    }

    [Fact]
    public async Task Address_that_changes_after_it_was_looked_at_is_not_connected_to()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("inside"));
        using var own = WorkerHost.With();
        using var client = new HttpClient(own.Service<RegistryServers>().CreateHandler());

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(registry.Address));

        Assert.Contains("not public", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, FailureCodes.PackageNotFound)]
    [InlineData(403, FailureCodes.UnsupportedRegistry)]
    [InlineData(400, FailureCodes.UnsupportedRegistry)]
    public async Task Refusal_ends_the_upgrade(int status, string code)
    {
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(code, (await RefusalAsync(() => ListAsync(registry))).Code);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"tags":1}""")]
    public async Task Garbage_is_tried_again_later(string body)
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(body));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => ListAsync(registry));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
    }

    [Theory]
    [InlineData(Digest, true)]
    [InlineData("sha256:1234", false)]
    [InlineData("md5:0123456789abcdef0123456789abcdef", false)]
    [InlineData(Digest + "\tx", false)]
    [InlineData("", false)]
    public async Task Digest_is_one_or_none(string header, bool isDigest)
    {
        string? accepted = null;
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            accepted = $"{context.Request.Method} {context.Request.Headers.Accept}";
            context.Response.Headers["Docker-Content-Digest"] = header;
            return Task.CompletedTask;
        });
        var image = Allowed(registry);

        Task<string?> FindAsync() => host.Service<ImageRegistry>().FindDigestAsync(image, "1", CancellationToken.None);
        if (isDigest)
        {
            Assert.Equal(Digest, await FindAsync());
        }
        else
        {
            await Assert.ThrowsAsync<TransientStepException>(FindAsync);
        }

        Assert.StartsWith("HEAD application/vnd.oci.image.index.v1+json", accepted, StringComparison.Ordinal);
        Assert.Contains("application/vnd.docker.distribution.manifest.list.v2+json", accepted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux/amd64", "linux/amd64")]
    [InlineData("linux/x86_64", "linux/amd64")]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/aarch64", "linux/arm64")]
    [InlineData("linux/arm", "linux/arm/v7")]
    [InlineData("linux/arm/v6", "linux/arm/v6")]
    [InlineData("linux", null)]
    public void Platform_has_one_name(string text, string? expected) => Assert.Equal(expected, ImagePlatform.Parse(text)?.ToString());

    [Theory]
    [InlineData("""{"manifests":[{"platform":{"os":"linux","architecture":"arm64","variant":"v8"}},{"platform":1},{},7]}""", "linux/arm64")]
    [InlineData("""{"config":{}}""", null)]
    public async Task Platforms_are_those_of_the_list(string manifest, string? expected)
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(manifest));

        var platforms = await host.Service<ImageRegistry>().FindPlatformsAsync(Allowed(registry), "1", CancellationToken.None);

        Assert.Equal(expected, platforms is null ? null : string.Join(' ', platforms));
    }

    private ImageName Allowed(FakeRegistry registry)
    {
        DockerfileHost.Allow(host, registry.Address.Authority);
        return ImageName.Parse($"{registry.Address.Authority}/team/app")!;
    }

    private Task<IReadOnlyList<string>> ListAsync(FakeRegistry registry) => host.Service<ImageRegistry>().ListTagsAsync(Allowed(registry), CancellationToken.None);

    private static async Task<Contracts.Upgrades.StepFailure> RefusalAsync(Func<Task> ask) => (await Assert.ThrowsAsync<StepFailedException>(ask)).Failure;
}
