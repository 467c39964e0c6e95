using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Images.Tests.Building;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.Images.Tests.Running;

/// <summary>Services that run from their images, each with a database of its own.</summary>
[Collection(BuiltImages.Collection)]
public sealed partial class ServiceTests(BuiltImages images, PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Service_answers_on_a_read_only_root_without_any_capability(string service)
    {
        await using var forwarder = await ForwardAsync();
        await using var container = await StartAsync(service, forwarder);

        var (status, answer) = await container.AskAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(service, (string?)answer["service"]);
    }

    [Fact]
    public async Task Worker_sandboxes_where_namespaces_are_allowed_though_it_has_no_privilege()
    {
        await using var forwarder = await ForwardAsync();
        await using var container = await StartAsync("worker", forwarder, ServiceContainer.SandboxOptions);

        var (_, answer) = await container.AskAsync("/health/ready");

        // The sandbox works and node's tools are there; the image leaves other ecosystems' to those who want them.
        Assert.Equal(["dotnet", "go", "python", "rust"], LackingPattern().Matches(Said(answer, "tools")!).Select(match => match.Groups[1].Value).Distinct());
    }

    [Fact]
    public async Task Worker_with_the_tools_of_every_ecosystem_lacks_only_what_no_distribution_has()
    {
        await using var forwarder = await ForwardAsync();
        await using var container = await StartAsync("worker", (await images.EquippedAsync()).Name, forwarder, ServiceContainer.SandboxOptions);

        var (status, answer) = await container.AskAsync("/health/ready");

        var said = Said(answer, "tools")!;
        Assert.Single(LackingPattern().Matches(said));
        Assert.StartsWith("No upgrades of python in projects that uv locks", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Worker_takes_no_work_where_the_engine_forbids_namespaces()
    {
        await using var forwarder = await ForwardAsync();
        await using var container = await StartAsync("worker", forwarder);

        var (status, answer) = await container.AskAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("bubblewrap does not work here: ", Said(answer, "tools"), StringComparison.Ordinal);
    }

    [GeneratedRegex("No upgrades of ([a-z]+)")]
    private static partial Regex LackingPattern();

    private static string? Said(JsonNode answer, string check) =>
        (string?)answer["checks"]!.AsArray().Single(entry => (string?)entry!["name"] == check)!["description"];

    private Task<TcpForwarder> ForwardAsync() => EngineBridge.ForwardAsync(images, postgres);

    private Task<ServiceContainer> StartAsync(string service, TcpForwarder forwarder, params IEnumerable<string> options) =>
        StartAsync(service, images.Of(service).Name, forwarder, options);

    private async Task<ServiceContainer> StartAsync(string service, string image, TcpForwarder forwarder, params IEnumerable<string> options) =>
        await ServiceContainer.StartAsync(
            arguments => images.DockerAsync(arguments),
            image,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__speccursor"] = forwarder.Lead(await postgres.CreateDatabaseAsync()),
                ["SpecCursor__ApiKey"] = Guid.NewGuid().ToString("N"),
                ["SpecCursor__WebhookSecret"] = Guid.NewGuid().ToString("N"),
            },
            options);
}
