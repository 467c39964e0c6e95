using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Python;

[Collection(EcosystemCollections.Python)]
public sealed class SimpleIndexTests(WorkerHost host)
{
    private static readonly string Zeros = new('0', 64);

    [Fact]
    public void Json_and_html_say_the_same()
    {
        var json = $$"""
            {"meta":{"api-version":"1.1"},"name":"x-y","files":[
             {"filename":"x_y-1.0-py3-none-any.whl","url":"u","hashes":{"sha256":"{{Zeros}}"},"requires-python":">=3.7","upload-time":"2020-01-02T03:04:05.678Z","yanked":false},
             {"filename":"x-y-2.0.tar.gz","url":"u","hashes":{},"yanked":"bad & wrong"},
             {"filename":"X.Y-2.0-1-py3-none-any.whl","url":"u","hashes":{"md5":"00"},"yanked":true},
             {"filename":"x-1.0.tar.gz"},{"filename":"x_y-z-1.0.tar.gz"},{"filename":"x_y-1.0.exe"},{"filename":7},8]}
            """;
        var html = $"""
            <!DOCTYPE html><html><body>
            <a href="../x_y-1.0-py3-none-any.whl#sha256={Zeros}" data-requires-python="&gt;=3.7">x_y-1.0-py3-none-any.whl</a><br/>
            <A data-yanked="bad &amp; wrong" href='u'>x-y-2.0.tar.gz</A>
            <a href="u" data-yanked>X.Y-2.0-1-py3-none-any.whl</a>
            <a href="u">x-1.0.tar.gz</a>
            </body></html>
            """;

        var ofJson = SimpleIndex.Read(Encoding.UTF8.GetBytes(json), "x-y");
        var ofHtml = SimpleIndex.Read(Encoding.UTF8.GetBytes(html), "x-y");

        Assert.Equal(ofHtml.Files, ofJson.Files.Select(file => file with { Uploaded = null }));
        Assert.Equal(DateTimeOffset.Parse("2020-01-02T03:04:05.678Z", CultureInfo.InvariantCulture), ofJson.Files[0].Uploaded);
        Assert.Equal([Zeros], ofJson.HashesOf(PythonVersion.Parse("1.0.0")!));
        Assert.Equal([null, new Withdrawal("yanked", "bad & wrong"), new Withdrawal("yanked", null)], ofJson.Files.Select(file => file.Yanked));
        var history = ofJson.ToHistory("3.6.0");
        Assert.Equal(["1.0: not for Python 3.6.0: it requires >=3.7", "2.0: yanked: bad & wrong"], history.Releases.Select(release => $"{release.Text}: {release.Withdrawal}"));
        Assert.Null(ofJson.ToHistory("3.7.1").Releases[0].Withdrawal);
    }

    [Fact]
    public async Task Index_is_asked_for_json_by_the_normal_name()
    {
        string? asked = null;
        await using var registry = await FakeRegistry.StartAsync(context =>
        {
            asked = $"{context.Request.Path} {context.Request.Headers.Accept}";
            return context.Response.WriteAsync("{\"files\":[]}");
        });

        await GetAsync(registry.Address, "Zope_.Interface");

        Assert.StartsWith("/zope-interface/ application/vnd.pypi.simple.v1+json", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an index")]
    [InlineData("{}")]
    [InlineData("{\"files\":[")]
    [InlineData("")]
    public async Task Garbage_is_tried_again_later(string body)
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync(body));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => GetAsync(registry.Address, "x"));

        Assert.Equal(FailureCodes.RegistryUnavailable, exception.Failure.Code);
    }

    private Task<PackageFiles> GetAsync(Uri index, string package) => host.Service<SimpleIndex>().GetAsync(index, isOfRepository: false, package, CancellationToken.None);
}
