using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Processes;
using SpecCursor.Backing.Samples;
using SpecCursor.Images.Tests.Building;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Compose;

/// <summary>The published Compose file, started as whoever deploys it would, with the services' own images.</summary>
[Collection(BuiltImages.Collection)]
public sealed class ComposeTests(BuiltImages images) : IAsyncLifetime
{
    private static readonly string[] Pages = ["controller", "github-app", "grafana", "prometheus", "alertmanager", "jaeger"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly string directory = TestDirectory.Create("compose");
    private readonly string project = $"speccursor-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly Dictionary<string, int> ports = Pages.ToDictionary(page => page, _ => LoopbackPort.FindFree());

    public async Task InitializeAsync()
    {
        await SweepAsync();
        await PublishAsync();
        var file = Path.Combine(directory, "compose.yaml");

        // The Compose of Debian does not know this option, which it hands to the engine as it stands: without it the worker makes no sandbox, and says so.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("      - systempaths=unconfined\n", "", StringComparison.Ordinal));
        var settings = Path.Combine(directory, ".env");
        var lines = (await File.ReadAllLinesAsync(settings)).Where(line => !line.StartsWith("COMPOSE_PROJECT_NAME=", StringComparison.Ordinal) && !line.StartsWith("GITHUB_TOKEN=", StringComparison.Ordinal));
        var chosen = ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Key.Replace('-', '_').ToUpperInvariant()}_PORT={port.Value}"));
        await File.WriteAllLinesAsync(settings, [.. lines, $"COMPOSE_PROJECT_NAME={project}", "GITHUB_TOKEN=a-token-of-nobody", .. chosen]);
        await ComposeAsync("up", "--detach");
    }

    public async Task DisposeAsync()
    {
        await ComposeAsync("down", "--volumes", "--timeout", "20");
        TestDirectory.Delete(directory);
    }

    [Fact]
    public async Task Everything_starts_answers_and_is_scraped()
    {
        using var controller = Client("controller", apiKey: true);
        using var gitHubApp = Client("github-app");
        using var prometheus = Client("prometheus");
        await WaitAsync("the controller is ready", async () => await StatusAsync(controller, "/health/ready") == HttpStatusCode.OK);
        await WaitAsync("the GitHub app is ready", async () => await StatusAsync(gitHubApp, "/health/ready") == HttpStatusCode.OK);

        // What a deployment is for: a signed delivery becomes an upgrade.
        var scenario = Scenario.Load(Repository.PathOf("samples"), Scenario.DefaultEcosystem)[0];
        await new WebhookSender(gitHubApp, Setting("WEBHOOK_SECRET"), TimeProvider.System).CommentAsync(scenario, CancellationToken.None);
        await WaitAsync("the delivery is an upgrade", async () => (await controller.GetStringAsync(new Uri("/api/v1/upgrades", UriKind.Relative))).Contains(scenario.Repository, StringComparison.Ordinal));

        string[] expected =
        [
            "ai-service", "alertmanager", "controller", "github-app", "grafana", "host", "jaeger", "loki", "otel-collector", "postgres", "prometheus", "proof-engine", "redis", "worker",
        ];
        await WaitAsync("every target is scraped", async () => (await UpAsync(prometheus)).Intersect(expected).Order(StringComparer.Ordinal).SequenceEqual(expected));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Client("grafana"), "/api/health"));

        // Alertmanager reads the key from the file that stands for it, and reaches the controller with it.
        using var alertmanager = Client("alertmanager");
        using var alert = await alertmanager.PostAsync(
            new Uri("/api/v2/alerts", UriKind.Relative),
            new StringContent("""[{ "labels": { "alertname": "Rehearsal", "severity": "warning", "service": "controller" } }]""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, alert.StatusCode);
        await WaitAsync("the controller is told of the alert", async () => await NotifiedAsync(alertmanager));

        await RequireHardenedAsync();
    }

    /// <summary>Removes what a test process that was killed left: its containers would start again with the engine.</summary>
    private async Task SweepAsync()
    {
        const string Format = "{{.ID}} {{.Label \"com.docker.compose.project.working_dir\"}}";
        var listed = await images.DockerAsync("ps", "--all", "--filter", "label=com.docker.compose.project", "--format", Format);
        var left = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .Where(line => TestDirectory.IsOfTheDead(line[1]))
            .Select(line => line[0])
            .ToList();
        if (left.Count > 0)
        {
            await images.DockerAsync(["rm", "--force", "--volumes", .. left]);
        }
    }

    private async Task RequireHardenedAsync()
    {
        var ids = (await images.DockerAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={project}")).Split('\n');
        Assert.Equal(18, ids.Length);
        foreach (var id in ids)
        {
            var container = JsonNode.Parse(await images.DockerAsync("inspect", id))![0]!;
            var host = container["HostConfig"]!;
            Assert.True((bool?)host["ReadonlyRootfs"]);
            Assert.Equal("ALL", (string?)host["CapDrop"]![0]);
            Assert.All(
                (container["NetworkSettings"]!["Ports"]?.AsObject() ?? []).SelectMany(port => port.Value?.AsArray() ?? []),
                binding => Assert.Equal("127.0.0.1", (string?)binding!["HostIp"]));
            if ((string?)host["NetworkMode"] != "none")
            {
                Assert.Matches("^[1-9]", (string?)container["Config"]!["User"]);
            }
        }
    }

    private async Task PublishAsync()
    {
        var built = await RunAsync(Repository.PathOf("tests/images/build"), [], new());
        var environment = built.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .SelectMany(image => new[] { ("Registry", ""), ("Image", image[1]), ("Tag", image[2]) }.Select(part => KeyValuePair.Create($"SpecCursor__Images__{image[0]}__{part.Item1}", part.Item2)))
            .ToDictionary();
        var name = images.Of("worker").Name;
        environment["SPECCURSOR_IMAGE_PREFIX"] = name[..name.LastIndexOf('/')];
        environment["SPECCURSOR_IMAGE_TAG"] = name[(name.LastIndexOf(':') + 1)..];
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        var host = Repository.PathOf($"SpecCursor.AppHost/bin/{configuration}/net10.0/SpecCursor.AppHost.dll");
        await RunAsync("dotnet", [host, "--operation", "publish", "--step", "publish-compose", "--output-path", directory], environment);
    }

    private Task<string> ComposeAsync(params string[] arguments) => RunAsync("docker-compose", ["--file", "compose.yaml", .. arguments], new());

    private async Task<string> RunAsync(string program, string[] arguments, Dictionary<string, string> more)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        foreach (var (variable, value) in more)
        {
            environment[variable] = value;
        }

        var result = await CommandRunner.RunAsync(new Command(program, arguments) { WorkingDirectory = directory, Environment = environment }, Limit, CancellationToken.None);
        return result.Succeeded ? result.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {result.Explanation}");
    }

    private string Setting(string name) => File.ReadLines(Path.Combine(directory, ".env")).First(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    private HttpClient Client(string page, bool apiKey = false)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[page]}") };
        if (apiKey)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", Setting("API_KEY"));
        }

        return client;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task<IEnumerable<string>> UpAsync(HttpClient prometheus)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/query?query=up%20%3D%3D%201", UriKind.Relative));
        return answer!["data"]!["result"]!.AsArray().Select(series => (string)series!["metric"]!["service"]!).Distinct();
    }

    private static async Task<bool> NotifiedAsync(HttpClient alertmanager)
    {
        var metrics = await alertmanager.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        double Sum(string series) => metrics.Split('\n')
            .Where(line => line.StartsWith(series + "{integration=\"webhook\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        return Sum("alertmanager_notifications_total") > Sum("alertmanager_notifications_failed_total");
    }

    private async Task WaitAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(Poll);
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!limit.IsCancellationRequested)
            {
                // It does not listen yet.
            }

            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not come to be that {what}.\n{await ComposeAsync("ps")}\n{await ComposeAsync("logs", "--tail", "15")}");
            }
        }
    }
}
