using System.Globalization;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Compose;

/// <summary>One program in a Compose file.</summary>
internal static class ComposeService
{
    /// <summary>The network of what keeps data.</summary>
    public const string DataNetwork = "data";

    private const string Default = "default";

    private static readonly string[] EveryCapability = ["ALL"];
    private static readonly string[] NoNewPrivileges = ["no-new-privileges:true"];

    /// <summary>Describes a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="deployment">What it is a part of.</param>
    /// <param name="configuration">Its configuration beside the file, and where it looks for it.</param>
    public static Dictionary<string, object> Describe(DeployedProgram program, Deployment deployment, IReadOnlyList<(string Path, string Target, IReadOnlyList<string> Files)> configuration) => Yaml.Only(new Dictionary<string, object?>
    {
        ["image"] = Escape(program.Image),
        ["entrypoint"] = program.Entrypoint is { } entrypoint ? new[] { entrypoint } : null,
        ["command"] = program.Arguments.Select(Write).ToList(),
        ["environment"] = program.Environment.ToDictionary(variable => variable.Key, variable => Write(variable.Value)),
        ["depends_on"] = WaitsOf(program, deployment),
        ["networks"] = Networks(program, deployment),
        ["ports"] = Ports(program),
        ["volumes"] = Volumes(program, configuration),
        ["secrets"] = program.Annotations.OfType<SecretFilesAnnotation>()
            .SelectMany(secrets => secrets.Files.Select(file => new Dictionary<string, object> { ["source"] = file.Value.Name, ["target"] = $"{secrets.Directory}/{file.Key}" })).ToList(),
        ["user"] = program.Hardening.User,
        ["read_only"] = true,
        ["tmpfs"] = program.Hardening.Temporary.Select(directory => Temporary(program, directory)).ToList(),
        ["cap_drop"] = EveryCapability,
        ["security_opt"] = SecurityOf(program),
        ["mem_limit"] = Mebibytes(program.Hardening.MemoryMiB),
        ["cpus"] = program.Hardening.Processors,
        ["pids_limit"] = program.Hardening.Processes,
        ["pid"] = program.IsOfMachine ? "host" : null,

        // Reaps what a service's tools leave behind.
        ["init"] = program.IsService ? true : null,
        ["healthcheck"] = program.Said<ReadinessCommandAnnotation>() is { } ready ? HealthCheck(ready) : null,
        ["restart"] = "unless-stopped",
        ["stop_grace_period"] = program.IsService ? "60s" : "30s",
        ["logging"] = new Dictionary<string, object>
        {
            ["driver"] = "json-file",
            ["options"] = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "3" },
        },
    });

    /// <summary>Describes what gives a volume to a program's user, once, with no other right than that.</summary>
    public static Dictionary<string, object> OwnerOf(DeployedProgram program, OwnedVolumeAnnotation volume, string image) => new()
    {
        ["image"] = Escape(image),
        ["entrypoint"] = new[] { "chown", program.Hardening.User, volume.Target },
        ["network_mode"] = "none",
        ["volumes"] = new[] { $"{volume.Name}:{volume.Target}" },
        ["user"] = "0:0",
        ["read_only"] = true,
        ["cap_drop"] = EveryCapability,
        ["cap_add"] = new[] { "CHOWN" },
        ["security_opt"] = NoNewPrivileges,
        ["mem_limit"] = "64m",
        ["restart"] = "no",
    };

    /// <summary>Where the profile of system calls of a program that makes a sandbox is.</summary>
    public static string ProfileOf(DeployedProgram program) => $"seccomp/{program.Name}.json";

    private static string[] SecurityOf(DeployedProgram program) =>
        program.Said<SandboxAnnotation>() is null ? NoNewPrivileges : [.. NoNewPrivileges, $"seccomp:./{ProfileOf(program)}", "systempaths=unconfined"];

    private static string Write(Text text) => text.Write(Escape, Refer);

    private static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);

    private static string Refer(ParameterResource parameter) => parameter.HasAnnotationOfType<OptionalAnnotation>()
        ? $"${{{ComposePublisher.Variable(parameter)}:-}}"
        : $"${{{ComposePublisher.Variable(parameter)}:?set it in .env}}";

    private static Dictionary<string, object> WaitsOf(DeployedProgram program, Deployment deployment)
    {
        var waits = new Dictionary<string, object>();
        if (program.Said<OwnedVolumeAnnotation>() is not null)
        {
            waits[ComposePublisher.OwnerOf(program)] = Condition("service_completed_successfully");
        }

        // An image without a shell cannot be asked whether it is ready; services wait for each other by themselves.
        foreach (var name in program.WaitsFor)
        {
            var hasCheck = deployment.Programs.Single(other => other.Name == name).Said<ReadinessCommandAnnotation>() is not null;
            waits[name] = Condition(hasCheck ? "service_healthy" : "service_started");
        }

        return waits;

        static Dictionary<string, string> Condition(string condition) => new() { ["condition"] = condition };
    }

    private static List<string> Networks(DeployedProgram program, Deployment deployment)
    {
        if (IsData(program))
        {
            return [DataNetwork];
        }

        var usesData = program.TalksTo.Any(arrow => IsData(deployment.Programs.Single(other => other.Name == arrow.Name)));
        return usesData ? [Default, DataNetwork] : [Default];
    }

    private static bool IsData(DeployedProgram program) => program.Said<ReadinessCommandAnnotation>() is not null;

    private static List<string> Ports(DeployedProgram program) =>
        program.Said<PageAnnotation>() is { } page
            ? [string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:${{{program.Name.Replace('-', '_').ToUpperInvariant()}_PORT:-{page.Port}}}:{PagePort(program)}")]
            : [];

    private static int PagePort(DeployedProgram program) =>
        program.Annotations.OfType<EndpointAnnotation>().First(endpoint => endpoint.Name == "http").TargetPort!.Value;

    private static List<string> Volumes(DeployedProgram program, IReadOnlyList<(string Path, string Target, IReadOnlyList<string> Files)> configuration) =>
    [
        .. program.Volumes.Select(volume => $"{volume.Name}:{volume.Target}"),
        .. configuration.Select(file => $"./{file.Path}:{file.Target}:ro"),
        .. program.Files.Where(file => file.Source == "/").Select(file => $"/:{file.Target}:ro"),
    ];

    private static string Temporary(DeployedProgram program, string directory)
    {
        var user = program.Hardening.User.Split(':');
        return string.Create(CultureInfo.InvariantCulture, $"{directory}:mode=1777,uid={user[0]},gid={user[1]},size={program.Hardening.TemporaryMiB}m");
    }

    private static Dictionary<string, object> HealthCheck(ReadinessCommandAnnotation ready) => new()
    {
        ["test"] = ready.Command.Select(Escape).Prepend("CMD").ToList(),
        ["interval"] = "5s",
        ["timeout"] = "3s",
        ["retries"] = 12,
        ["start_period"] = "10s",
    };

    private static string Mebibytes(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}m");
}
