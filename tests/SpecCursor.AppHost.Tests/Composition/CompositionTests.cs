using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace SpecCursor.AppHost.Tests.Composition;

/// <summary>What the AppHost composes, looked at without starting any of it.</summary>
public sealed class CompositionTests : IDisposable
{
    private static readonly string[] Services = ["worker", "ai-service", "proof-engine", "controller", "github-app"];

    private readonly Composer composer = new();

    [Fact]
    public async Task Containers_mode_runs_pinned_images_with_data_volumes_of_this_state_directory()
    {
        await using var builder = await ComposeAsync("containers");

        var postgres = Assert.IsType<PostgresServerResource>(Composer.Resource(builder, "postgres"));
        var redis = Assert.IsType<RedisResource>(Composer.Resource(builder, "redis"));
        Assert.Equal(("docker.io", "library/postgres", "18.4"), Composer.Image(postgres));
        Assert.Equal(("docker.io", "library/redis", "8.6.5"), Composer.Image(redis));
        var volume = Assert.Single(postgres.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal((ContainerMountType.Volume, "/var/lib/postgresql"), (volume.Type, volume.Target));
        Assert.Matches("^speccursor-postgres-[0-9a-f]{12}$", volume.Source);
        var cache = Assert.Single(redis.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal(volume.Source!.Replace("postgres", "redis", StringComparison.Ordinal), cache.Source);
        Assert.Same(postgres, Assert.IsType<PostgresDatabaseResource>(Composer.Resource(builder, "speccursor")).Parent);
        Assert.NotEmpty(postgres.Annotations.OfType<HealthCheckAnnotation>());
        Assert.NotEmpty(redis.Annotations.OfType<HealthCheckAnnotation>());
        Assert.Equal(["--maxmemory", "384mb", "--maxmemory-policy", "allkeys-lru"], (await Composer.ArgumentsAsync(builder, "redis")).TakeLast(4));
    }

    [Fact]
    public async Task Container_volumes_stay_the_same_over_restarts_and_are_new_after_a_fresh_start()
    {
        var first = await VolumeAsync();
        var second = await VolumeAsync();
        var fresh = await VolumeAsync("--fresh");

        Assert.Equal(first, second);
        Assert.NotEqual(first, fresh);
    }

    [Fact]
    public async Task Containers_that_outlive_the_application_keep_their_ports()
    {
        await using var session = await ComposeAsync("containers");
        await using var persistent = await ComposeAsync("containers", "--SpecCursor:Containers:Lifetime=persistent");

        Assert.All(Containers(session), container => Assert.Equal(ContainerLifetime.Session, Lifetime(container)));
        Assert.All(Containers(persistent), container => Assert.Equal(ContainerLifetime.Persistent, Lifetime(container)));
        var kept = await File.ReadAllTextAsync(Directory.GetFiles(composer.Root, "ports.json", SearchOption.AllDirectories).Single());
        foreach (var container in Containers(persistent).Where(container => container.Name is not ("postgres" or "redis")))
        {
            Assert.Contains($"\"{container.Name}\":{container.Annotations.OfType<EndpointAnnotation>().First().Port}", kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_container_is_limited_and_none_is_root()
    {
        await using var builder = await ComposeAsync("containers");

        foreach (var container in Containers(builder))
        {
            var engine = await Composer.EngineArgumentsAsync(builder, container.Name);
            Assert.All(["--read-only", "--cap-drop", "--memory", "--cpus", "--pids-limit"], argument => Assert.Contains(argument, engine));
            Assert.Matches("^[1-9][0-9]*:[0-9]+$", engine[engine.ToList().IndexOf("--user") + 1]);
        }
    }

    [Fact]
    public async Task Images_are_those_that_a_person_chose()
    {
        await using var builder = await ComposeAsync(
            "containers", "--SpecCursor:ImageRegistry=mirror.example", "--SpecCursor:Images:grafana:Tag=11.6.0", $"--SpecCursor:Images:postgres:Digest=sha256:{new string('b', 64)}");

        Assert.Equal(("mirror.example", "grafana/grafana", "11.6.0"), Composer.Image(Composer.Resource(builder, "grafana")));
        var postgres = Composer.Resource(builder, "postgres").Annotations.OfType<ContainerImageAnnotation>().Single();
        Assert.Equal(new string('b', 64), postgres.SHA256);
        Assert.Equal("/var/lib/postgresql", Composer.Resource(builder, "postgres").Annotations.OfType<ContainerMountAnnotation>().Single().Target);
    }

    [Fact]
    public async Task Native_mode_has_the_same_resources_and_none_is_a_container()
    {
        List<string> containers;
        await using (var builder = await ComposeAsync("containers"))
        {
            containers = [.. builder.Resources.Where(resource => resource is not ParameterResource).Select(resource => resource.Name)];
        }

        await using var native = await ComposeAsync("native");

        Assert.Equal(containers, native.Resources.Where(resource => resource is not ParameterResource).Select(resource => resource.Name));
        Assert.DoesNotContain(native.Resources, resource => resource.IsContainer());
        Assert.All(new[] { "postgres", "redis" }, name => Assert.IsType<ExecutableResource>(Composer.Resource(native, name), exactMatch: false));
    }

    [Fact]
    public async Task Monitoring_runs_in_containers_on_a_copy_of_its_files_that_it_cannot_change()
    {
        await using var builder = await ComposeAsync("containers");

        foreach (var (name, image, file) in new[]
        {
            ("prometheus", "prom/prometheus", "targets/services.json"), ("alertmanager", "prom/alertmanager", "secrets/controller-key"),
        })
        {
            var resource = Composer.Resource(builder, name);
            Assert.Equal(image, Composer.Image(resource).Image);
            var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().ToDictionary(mount => mount.Target!);
            Assert.True(mounts["/etc/speccursor"].IsReadOnly);
            Assert.False(mounts["/var/lib/speccursor"].IsReadOnly);
            Assert.True(File.Exists(Path.Combine(mounts["/etc/speccursor"].Source!, $"{name}.yml")));
            Assert.True(File.Exists(Path.Combine(mounts["/etc/speccursor"].Source!, file)));
            Assert.NotEmpty(resource.Annotations.OfType<HealthCheckAnnotation>());
        }

        var targets = await TargetsAsync(builder, "services.json");
        Assert.Equal(5, targets.Split("host.docker.internal:").Length - 1);
    }

    [Fact]
    public async Task Exporters_run_in_pinned_containers_and_get_their_passwords_as_secrets()
    {
        await using var builder = await ComposeAsync("containers");

        Assert.Equal(("quay.io", "prometheuscommunity/postgres-exporter", "v0.18.1"), Composer.Image(Composer.Resource(builder, "postgres-exporter")));
        Assert.Equal(("docker.io", "oliver006/redis_exporter", "v1.80.1"), Composer.Image(Composer.Resource(builder, "redis-exporter")));
        Assert.Equal(("quay.io", "prometheus/node-exporter", "v1.10.2"), Composer.Image(Composer.Resource(builder, "node-exporter")));
        Assert.Equal(("quay.io", "prometheus/blackbox-exporter", "v0.27.0"), Composer.Image(Composer.Resource(builder, "blackbox-exporter")));
        Assert.All(
            Composer.Resource(builder, "node-exporter").Annotations.OfType<ContainerMountAnnotation>().Concat(
                Composer.Resource(builder, "blackbox-exporter").Annotations.OfType<ContainerMountAnnotation>()),
            mount => Assert.True(mount.IsReadOnly && Path.Exists(mount.Source)));
        var targets = await TargetsAsync(builder, "exporters.json");
        Assert.All(new[] { "\"postgres\"", "\"redis\"", "\"host\"" }, service => Assert.Contains(service, targets, StringComparison.Ordinal));
    }

    /// <summary>What is not called is not probed: nobody is to be woken up for it.</summary>
    [Fact]
    public async Task Other_parties_are_probed_where_they_are_called()
    {
        await using var plain = await ComposeAsync("containers", "--SpecCursor:Worker:Node:Registry=https://npm.example/");
        await using var whole = await ComposeAsync(
            "containers", "--ANTHROPIC_API_KEY=sk-ant-test", "--SpecCursor:Forge:Kind=github", "--SpecCursor:Forge:GitHub:BaseAddress=https://github.example/api/v3/",
            "--SpecCursor:ProbedRegistries=nuget, goproxy", "--SpecCursor:Worker:Go:Proxy=https://go.example/");

        var (few, many) = (await TargetsAsync(plain, "blackbox.json"), await TargetsAsync(whole, "blackbox.json"));
        Assert.Contains("https://npm.example/", few, StringComparison.Ordinal);
        Assert.DoesNotContain("anthropic", few, StringComparison.Ordinal);
        Assert.DoesNotContain("github", few, StringComparison.Ordinal);
        Assert.Contains("https://api.anthropic.com/", many, StringComparison.Ordinal);
        Assert.Contains("https://github.example/api/v3/", many, StringComparison.Ordinal);
        Assert.DoesNotContain("nuget", few, StringComparison.Ordinal);
        Assert.Contains("https://api.nuget.org/v3/index.json", many, StringComparison.Ordinal);
        Assert.Contains("https://go.example/", many, StringComparison.Ordinal);
        Assert.DoesNotContain("pypi", many, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_workers_stand_by_where_the_settings_allow_them_and_are_the_same_service()
    {
        await using var builder = await ComposeAsync("containers", "--SpecCursor:Worker:MaximumReplicas=3");

        Assert.All(["worker-2", "worker-3"], name =>
        {
            var worker = Composer.Resource(builder, name);
            Assert.NotEmpty(worker.Annotations.OfType<ExplicitStartupAnnotation>());
            Assert.Contains(worker.Annotations.OfType<ManifestPublishingCallbackAnnotation>(), annotation => annotation.Callback is null);
        });
        Assert.DoesNotContain(builder.Resources, resource => resource.Name == "worker-4");
        Assert.Equal("worker", (await Composer.EnvironmentAsync(builder, "worker-2"))["OTEL_SERVICE_NAME"]);
        Assert.Equal("3", (await Composer.EnvironmentAsync(builder, "controller"))["SpecCursor__Controller__Scaling__worker__Maximum"]);
        Assert.DoesNotContain("worker-2", await TargetsAsync(builder, "services.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("native")]
    [InlineData("containers")]
    public async Task Services_wait_for_the_database_and_the_cache_and_not_for_each_other(string mode)
    {
        await using var builder = await ComposeAsync(mode);

        Assert.All(Services, service => Assert.Equal(["postgres", "redis", "speccursor"], WaitsOf(builder, service)));
        Assert.All(Services, service => Assert.NotEmpty(Composer.Resource(builder, service).Annotations.OfType<HealthCheckAnnotation>()));
    }

    [Fact]
    public async Task Services_listen_directly_on_ports_that_are_known_from_the_beginning()
    {
        await using var builder = await ComposeAsync("native");

        var endpoints = Services.Select(service => Assert.Single(Composer.Resource(builder, service).Annotations.OfType<EndpointAnnotation>())).ToList();

        Assert.All(endpoints, endpoint => Assert.False(endpoint.IsProxied));
        Assert.All(endpoints, endpoint => Assert.Equal(endpoint.Port, endpoint.TargetPort));
        Assert.Equal(endpoints.Count, endpoints.Select(endpoint => endpoint.Port).Distinct().Count());
    }

    [Fact]
    public async Task Credentials_are_secret_parameters_that_only_their_users_get()
    {
        await using var builder = await ComposeAsync(
            "native", "--ANTHROPIC_API_KEY=sk-ant-test", "--SpecCursor:Forge:GitHub:Token=ghp_test", "--SpecCursor:Forge:GitHub:AppId=7");

        string[] secrets = ["api-key", "webhook-secret", "postgres-password", "redis-password"];
        Assert.All(secrets, name => Assert.True(Assert.IsType<ParameterResource>(Composer.Resource(builder, name)).Secret));
        Assert.Equal(["controller", "github-app"], await ServicesWithAsync(builder, "SpecCursor__ApiKey"));
        Assert.Equal(["github-app"], await ServicesWithAsync(builder, "SpecCursor__WebhookSecret"));
        Assert.Equal(["github-app", "worker"], await ServicesWithAsync(builder, "SpecCursor__Forge__GitHub__Token"));
        Assert.Equal(["github-app", "worker"], await ServicesWithAsync(builder, "SpecCursor__Forge__GitHub__AppId"));
        Assert.Equal(["ai-service"], await ServicesWithAsync(builder, "ANTHROPIC_API_KEY"));
        Assert.Equal(Services.Order(), await ServicesWithAsync(builder, "SpecCursor__StateDirectory"));
        Assert.Equal(Services.Order(), await ServicesWithAsync(builder, "ConnectionStrings__speccursor"));
        Assert.Equal(Services.Order(), await ServicesWithAsync(builder, "ConnectionStrings__redis"));
    }

    public void Dispose() => composer.Dispose();

    private static List<ContainerResource> Containers(IDistributedApplicationTestingBuilder builder) => [.. builder.Resources.OfType<ContainerResource>()];

    private static ContainerLifetime Lifetime(ContainerResource container) => container.Annotations.OfType<ContainerLifetimeAnnotation>().Last().Lifetime;

    private Task<IDistributedApplicationTestingBuilder> ComposeAsync(string mode, params string[] more) => composer.ComposeAsync(mode, more);

    private static Task<string> TargetsAsync(IDistributedApplicationTestingBuilder builder, string file) => File.ReadAllTextAsync(Path.Combine(
        Composer.Resource(builder, "prometheus").Annotations.OfType<ContainerMountAnnotation>().First().Source!, "targets", file));

    private async Task<string> VolumeAsync(params string[] more)
    {
        // Every composition in this process holds its state directory's lock until it ends: what a restart finds is copied.
        var directory = Path.Combine(composer.Root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(directory, "data"));
        var kept = Path.Combine(composer.Root, "volumes");
        if (File.Exists(kept))
        {
            File.Copy(kept, Path.Combine(directory, "data", "volumes"));
        }

        await using var builder = await ComposeAsync("containers", [$"--SpecCursor:StateDirectory={directory}", .. more]);
        File.Copy(Path.Combine(directory, "data", "volumes"), kept, overwrite: true);
        return Assert.Single(Composer.Resource(builder, "postgres").Annotations.OfType<ContainerMountAnnotation>()).Source!;
    }

    private static IEnumerable<string> WaitsOf(IDistributedApplicationTestingBuilder builder, string name) =>
        Composer.Resource(builder, name).Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Distinct().Order();

    private static async Task<IEnumerable<string>> ServicesWithAsync(IDistributedApplicationTestingBuilder builder, string variable)
    {
        List<string> services = [];
        foreach (var service in Services)
        {
            var environment = await Composer.EnvironmentAsync(builder, service);
            if (environment.TryGetValue(variable, out var value) && value is not "")
            {
                services.Add(service);
            }
        }

        return services.Order();
    }
}
