using System.Globalization;
using System.Text.Json;
using SpecCursor.AppHost.Backing.Postgres;
using SpecCursor.AppHost.Backing.Redis;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Backing.Postgres;

namespace SpecCursor.AppHost.Observability;

/// <summary>What is measured of Postgres, Redis, the machine, and the other parties that SpecCursor calls.</summary>
internal static class Exporters
{
    private const string File = "exporters.json";
    private const string PasswordFile = "password";

    // What alerts and dashboards ask for; the rest would be a thousand series.
    private static readonly string[] MachineParts =
    [
        "--collector.disable-defaults",
        "--collector.cpu", "--collector.meminfo", "--collector.filesystem", "--collector.loadavg", "--collector.netdev",
    ];

    private static readonly string[] AuthorityVariables = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>Adds those of what is here: where something is published without Postgres or observability, whoever has these measures them.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="database">The database.</param>
    /// <param name="redis">The cache.</param>
    public static void AddExporters(this SpecCursorBuilder builder, IResourceBuilder<IResource> database, IResourceBuilder<IResource> redis)
    {
        if (builder.HasPostgres)
        {
            builder.AddExporter(OfPostgres(builder, database));
        }

        builder.AddExporter(OfRedis(builder, redis));
        if (builder.HasObservability)
        {
            builder.AddExporter(OfMachine(builder));
            builder.AddExporter(OfOthers(builder));
        }
    }

    private static Exporter OfPostgres(SpecCursorBuilder builder, IResourceBuilder<IResource> database) => new()
    {
        Program = ExporterProgram.Postgres,
        Image = ContainerImages.PostgresExporter,
        ContainerPort = 9187,
        Source = database,
        Targets = address => [Target(address, "postgres")],
        Executable = address => Executable(builder, ExporterProgram.Postgres) with
        {
            Arguments = _ => [$"--web.listen-address={address}", "--log.format=json"],
            Environment = directory => new Dictionary<string, string>
            {
                ["DATA_SOURCE_URI"] = $"127.0.0.1:{PortOf<NativePostgresResource>(builder)}/{database.Resource.Name}?sslmode=disable",
                ["DATA_SOURCE_USER"] = PostgresCluster.UserName,
                ["DATA_SOURCE_PASS_FILE"] = Path.Combine(directory, PasswordFile),
            },
            Files = new Dictionary<string, string> { [PasswordFile] = builder.Secrets.Get(SecretStore.PostgresPassword).Value },

            // Before release 0.16 it asks for columns that Postgres 17 no longer has, and Postgres logs an error at each scrape.
            TurnedOff = ["collector.bgwriter"],
        },
        Container = container => container
            .WithEnvironment("DATA_SOURCE_URI", $"postgres:5432/{database.Resource.Name}?sslmode=disable")
            .WithEnvironment("DATA_SOURCE_USER", PostgresCluster.UserName)
            .WithEnvironment("DATA_SOURCE_PASS", Parameter(builder, SecretStore.PostgresPassword))
            .WithAnnotation(new TalksToAnnotation("postgres", 5432)),
    };

    private static Exporter OfRedis(SpecCursorBuilder builder, IResourceBuilder<IResource> redis) => new()
    {
        Program = ExporterProgram.Redis,
        Image = ContainerImages.RedisExporter,
        ContainerPort = 9121,
        Source = redis,
        Targets = address => [Target(address, "redis")],
        Executable = address =>
        {
            var server = $"redis://127.0.0.1:{PortOf<NativeRedisResource>(builder)}";
            var passwords = new Dictionary<string, string> { [server] = builder.Secrets.Get(SecretStore.RedisPassword).Value };
            return Executable(builder, ExporterProgram.Redis) with
            {
                Arguments = directory =>
                [
                    $"-web.listen-address={address}", $"-redis.addr={server}", $"-redis.password-file={Path.Combine(directory, PasswordFile)}", "-log-format=json",
                ],
                Files = new Dictionary<string, string> { [PasswordFile] = JsonSerializer.Serialize(passwords) },
            };
        },
        Container = container => container
            .WithEnvironment("REDIS_ADDR", "redis://redis:6379")
            .WithEnvironment("REDIS_PASSWORD", Parameter(builder, SecretStore.RedisPassword))
            .WithAnnotation(new TalksToAnnotation("redis", 6379)),
    };

    private static Exporter OfMachine(SpecCursorBuilder builder) => new()
    {
        Program = ExporterProgram.Node,
        Image = ContainerImages.NodeExporter,
        ContainerPort = 9100,
        Targets = address => [Target(address, "host")],
        Executable = address => Executable(builder, ExporterProgram.Node) with
        {
            Arguments = _ => [$"--web.listen-address={address}", "--log.format=json", .. MachineParts],
        },

        // Whoever shares the machine's processes sees its file systems.
        Container = container => container
            .WithBindMount("/", "/host", isReadOnly: true)
            .WithContainerRuntimeArgs("--pid", "host")
            .WithArgs([.. MachineParts, "--path.rootfs=/host"])

            // Where a manifest is deployed there is no machine to look at.
            .ExcludeWhere(builder.Publisher == "manifest"),
    };

    private static IResourceBuilder<ContainerResource> ExcludeWhere(this IResourceBuilder<ContainerResource> container, bool isExcluded) =>
        isExcluded ? container.ExcludeFromManifest() : container;

    private static Exporter OfOthers(SpecCursorBuilder builder)
    {
        var configuration = Path.Combine(ContainerFiles.Of(builder, "prometheus"), "blackbox.yml");
        return new Exporter
        {
            Program = ExporterProgram.Blackbox,
            Image = ContainerImages.BlackboxExporter,
            ContainerPort = 9115,
            Targets = address => [.. ProbedApi.ReachedDirectly(ProbedApi.In(builder), HttpClient.DefaultProxy).Select(api => api.Target(address))],
            Executable = address => Executable(builder, ExporterProgram.Blackbox) with
            {
                Arguments = directory => [$"--web.listen-address={address}", "--log.format=json", $"--config.file={Path.Combine(directory, "blackbox.yml")}"],
                Environment = _ => Authorities(builder.Npm.Authorities),
                Files = new Dictionary<string, string> { ["blackbox.yml"] = System.IO.File.ReadAllText(configuration) },
            },
            Container = container => container
                .WithBindMount(configuration, "/etc/blackbox_exporter/config.yml", isReadOnly: true)
                .WithAnnotation(new ReachesOutAnnotation()),
        };
    }

    /// <summary>The certificate authorities of this machine, where it has others than usual: its own word for them, or npm's.</summary>
    private static Dictionary<string, string> Authorities(string? npm)
    {
        var authorities = AuthorityVariables
            .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)))
            .Where(variable => !string.IsNullOrEmpty(variable.Value))
            .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);
        if (npm is not null)
        {
            authorities.TryAdd(AuthorityVariables[0], npm);
        }

        return authorities;
    }

    private static ExporterOptions Executable(SpecCursorBuilder builder, ExporterProgram program) => new()
    {
        Program = program,
        WorkingDirectory = Path.Combine(builder.State.Data, program.Name),
        Arguments = _ => [],
    };

    private static TargetGroup Target(string address, string service) =>
        new(File, address, new Dictionary<string, string> { ["service"] = service });

    private static string PortOf<TResource>(SpecCursorBuilder builder)
        where TResource : Backing.NativeServerResource =>
        builder.Application.Resources.OfType<TResource>().Single().Port.ToString(CultureInfo.InvariantCulture);

    private static ParameterResource Parameter(SpecCursorBuilder builder, string name) =>
        builder.Application.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == name);
}
