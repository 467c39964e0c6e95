using Microsoft.AspNetCore.Http;
using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Ecosystems.Rust;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Rust;

[Collection(EcosystemCollections.Rust)]
public sealed class CrateRegistryTests(WorkerHost host)
{
    [Theory]
    [InlineData("a", "1/a")]
    [InlineData("Ab", "2/ab")]
    [InlineData("abc", "3/a/abc")]
    [InlineData("Serde_json", "se/rd/serde_json")]
    public void Index_has_a_place_for_every_name(string package, string path) => Assert.Equal(path, CrateIndexReader.PathOf(package));

    [Fact]
    public void Every_line_is_a_version()
    {
        var history = CrateIndexReader.Read("""
            {"name":"x","vers":"1.0.0","yanked":false,"pubtime":"2024-05-06T07:08:09Z"}
            {"name":"x","vers":"1.1.0","yanked":true}

            {"name":"x","vers":"2.0.0","v":2}
            {"name":"x","vers":"3.0.0","v":3}
            {"name":"x","vers":"not a version"}
            """u8.ToArray());

        Assert.Equal(["1.0.0", "1.1.0", "2.0.0"], history.Releases.Select(release => release.Text));
        Assert.Equal([null, new Withdrawal("yanked", null), null], history.Releases.Select(release => release.Withdrawal));
        Assert.Equal([new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), null, null], history.Releases.Select(release => release.Published));
    }

    [Fact]
    public async Task Crates_come_from_a_server_with_a_sparse_index_where_one_is_named()
    {
        var crates = new RustRepositories(host);
        var asked = new List<string>();
        await using var server = await FakeRegistry.StartAsync(context =>
        {
            lock (asked)
            {
                asked.Add(context.Request.Path);
            }

            return ServeAsync(context, crates.Registry);
        });
        var repository = await crates.CreateAppAsync("sparse");
        using var own = WorkerHost.With(("SpecCursor:Worker:Rust:Registry", $"{server.Address}index/"), ("SpecCursor:Forge:Local:Root", Path.Combine(host.StateDirectory, "forge")));
        if (!(await own.Service<RustToolchain>().GetAsync(CancellationToken.None)).ReadSparseIndexes)
        {
            // Debian 12 has such a cargo.
            var exception = await Assert.ThrowsAsync<TransientStepException>(() => RustRepositories.RunAsync(own, repository, "tally", "1.1.0"));
            Assert.Contains("has to be 1.70 or later", exception.Failure.Reason, StringComparison.Ordinal);
            return;
        }

        var ran = await RustRepositories.RunAsync(own, repository, "tally", "1.1.0");

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        Assert.Contains("/crates/tally-1.1.0.crate", asked);
        Assert.DoesNotContain(ran.Report!.After.Packages, package => package.Id.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.65.0", false)]
    [InlineData("1.69.0", false)]
    [InlineData("1.70.0", true)]
    [InlineData("1.95.0-nightly", true)]
    [InlineData("2.0.0", true)]
    public async Task Cargo_that_reads_no_sparse_index_asks_no_server(string version, bool isEnough)
    {
        await using var server = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("""{"dl":"https://static.example.org/{crate}/"}"""));
        using var own = WorkerHost.With(("SpecCursor:Worker:Rust:Registry", server.Address.AbsoluteUri));
        var tools = new RustTools([], CargoVersion.Parse(version)!);

        var servers = own.Service<CrateRegistry>().GetServersAsync(tools, CancellationToken.None);

        if (isEnough)
        {
            Assert.Equal([new EgressHost("127.0.0.1", server.Address.Port, IsTrusted: true), new EgressHost("static.example.org", 443, IsTrusted: false)], await servers);
        }
        else
        {
            Assert.Equal("rust-failed", (await Assert.ThrowsAsync<TransientStepException>(() => servers)).Failure.Code);
        }
    }

    [Theory]
    [InlineData("latest", "2.0.0")]
    [InlineData("minor", "1.1.0")]
    [InlineData("patch", "1.0.1")]
    [InlineData("2.1.0-beta.1", "2.1.0-beta.1")]
    public async Task Target_is_neither_yanked_nor_a_prerelease_unless_that_was_asked_for(string target, string expected)
    {
        var locked = CargoVersion.Parse("1.0.0")!;
        LocalCrates.Create(new RustRepositories(host).Registry);

        var history = await host.Service<CrateRegistry>().GetAsync("tally", CancellationToken.None);
        var resolution = host.Service<ReleaseChooser>().Choose(WorkerHost.Command("a/b", "tally", target).Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Rust }, locked, locked, history);

        Assert.Equal(expected, resolution.Version);
        Assert.Equal(["1.0.0", "1.0.1", "1.1.0", "1.2.0", "2.0.0", "2.1.0-beta.1"], resolution.PublishedVersions);
    }

    [Theory]
    [InlineData(404, FailureCodes.PackageNotFound)]
    [InlineData(403, FailureCodes.UnsupportedRegistry)]
    public async Task Server_that_refuses_ends_the_upgrade(int status, string code)
    {
        await using var server = await FakeRegistry.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var own = WorkerHost.With(("SpecCursor:Worker:Rust:Registry", server.Address.AbsoluteUri));

        var exception = await Assert.ThrowsAsync<StepFailedException>(() => own.Service<CrateRegistry>().GetAsync("tally", CancellationToken.None));

        Assert.Equal(code, exception.Failure.Code);
    }

    [Fact]
    public async Task Answer_that_is_no_index_is_tried_again()
    {
        await using var server = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("<html>Sign in</html>"));
        using var own = WorkerHost.With(("SpecCursor:Worker:Rust:Registry", server.Address.AbsoluteUri));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => own.Service<CrateRegistry>().GetAsync("tally", CancellationToken.None));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
    }

    [Fact]
    public async Task Local_registry_that_is_not_there_is_tried_again()
    {
        using var own = WorkerHost.With(("SpecCursor:Worker:Rust:Registry", Path.Combine(host.StateDirectory, "no-such-folder")));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => own.Service<CrateRegistry>().GetAsync("tally", CancellationToken.None));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
    }

    [Theory]
    [InlineData("https://crates.example.org/index", true)]
    [InlineData("/srv/crates", true)]
    [InlineData("srv/crates", false)]
    [InlineData("/", false)]
    [InlineData("ftp://crates.example.org/", false)]
    public void Registry_is_an_address_or_a_folder(string registry, bool isValid) => Assert.Equal(isValid, new RustOptions { Registry = registry }.IsValid);

    private static Task ServeAsync(HttpContext context, string registry)
    {
        var path = context.Request.Path.Value!;
        if (path == "/index/config.json")
        {
            return context.Response.WriteAsync($$"""{"dl":"http://{{context.Request.Host}}/crates/{crate}-{version}.crate"}""");
        }

        var file = Path.Combine(registry, path.StartsWith("/crates/", StringComparison.Ordinal) ? Path.GetFileName(path) : path[1..]);
        context.Response.StatusCode = File.Exists(file) ? 200 : 404;
        return File.Exists(file) ? context.Response.SendFileAsync(file) : Task.CompletedTask;
    }
}
