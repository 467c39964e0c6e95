using System.Security.Cryptography;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Compose;

/// <summary>
/// Writes a deployment as a Compose file (https://github.com/compose-spec/compose-spec) for one machine, with its configuration beside
/// it. Secrets stand in <c>.env</c> and in files of the directory <c>secrets</c>, which are made once and then left alone.
/// </summary>
internal static class ComposePublisher
{
    private const string EnvironmentFile = ".env";
    private const string SecretsDirectory = "secrets";
    private const string ProjectName = "COMPOSE_PROJECT_NAME";
    private const int SecretBytes = 24;

    /// <summary>Writes it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task PublishAsync(Deployment deployment, OutputDirectory output, CancellationToken cancellationToken)
    {
        var services = new Dictionary<string, object>();
        foreach (var program in deployment.Programs)
        {
            if (program.Said<OwnedVolumeAnnotation>() is { } volume)
            {
                services[OwnerOf(program)] = ComposeService.OwnerOf(program, volume, deployment.Programs.Single(other => other.Name == "redis").Image);
            }

            if (program.Said<SandboxAnnotation>() is { } sandbox)
            {
                await output.WriteAsync(ComposeService.ProfileOf(program), await File.ReadAllTextAsync(sandbox.Profile, cancellationToken), cancellationToken);
            }

            services[program.Name] = ComposeService.Describe(program, deployment, await output.CopyConfigurationAsync(program, cancellationToken));
        }

        var secrets = deployment.Programs.SelectMany(program => program.Annotations.OfType<SecretFilesAnnotation>()).SelectMany(secret => secret.Files.Values).Distinct().ToList();
        var file = new Dictionary<string, object>
        {
            ["services"] = services,
            ["networks"] = new Dictionary<string, object>
            {
                ["default"] = new Dictionary<string, object>(),

                // Nothing on it reaches the internet, or is reached from there.
                [ComposeService.DataNetwork] = new Dictionary<string, object> { ["internal"] = true },
            },
            ["volumes"] = deployment.Programs.SelectMany(program => program.Volumes).Select(volume => volume.Name).Distinct().ToDictionary(name => name, _ => new Dictionary<string, object>()),
            ["secrets"] = secrets.ToDictionary(secret => secret.Name, secret => new Dictionary<string, object> { ["file"] = $"./{SecretsDirectory}/{secret.Name}" }),
        };
        await output.WriteAsync("compose.yaml", $"# Published from the application host: change that, and publish again.\n{Yaml.Write(file)}", cancellationToken);
        await KeepSecretsAsync(deployment, secrets, output, cancellationToken);
    }

    /// <summary>What gives a volume to the program that writes it.</summary>
    internal static string OwnerOf(DeployedProgram program) => $"{program.Name}-volume";

    /// <summary>The variable of a parameter.</summary>
    internal static string Variable(ParameterResource parameter) => parameter.Name.Replace('-', '_').ToUpperInvariant();

    private static async Task KeepSecretsAsync(Deployment deployment, List<ParameterResource> files, OutputDirectory output, CancellationToken cancellationToken)
    {
        var path = Path.Combine(output.Root, EnvironmentFile);
        var known = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : [];
        var values = known.Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && !pair[0].StartsWith('#')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        values.TryAdd(ProjectName, "speccursor");
        foreach (var parameter in deployment.Parameters)
        {
            values.TryAdd(Variable(parameter), await ValueAsync(parameter, cancellationToken));
        }

        var lines = deployment.Parameters.Select(parameter => $"{Variable(parameter)}={values[Variable(parameter)]}");
        WritePrivately(path, string.Join('\n', ["# Read by compose.yaml. It is made once, and keeps what you write.", $"{ProjectName}={values[ProjectName]}", .. lines, .. Unknown(known, deployment), ""]));

        // Only its owner passes the directory; in the container a user of any name reads the file.
        var directory = Path.Combine(output.Root, SecretsDirectory);
        CreatePrivately(directory);
        foreach (var secret in files)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, secret.Name), values[Variable(secret)], cancellationToken);
        }
    }

    private static IEnumerable<string> Unknown(string[] known, Deployment deployment)
    {
        var variables = deployment.Parameters.Select(Variable).Append(ProjectName).ToHashSet(StringComparer.Ordinal);
        return known.Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal) && !variables.Contains(line.Split('=')[0]));
    }

    private static async ValueTask<string> ValueAsync(ParameterResource parameter, CancellationToken cancellationToken) => parameter switch
    {
        { Secret: true } when !parameter.HasAnnotationOfType<OptionalAnnotation>() && !parameter.HasAnnotationOfType<WantedAnnotation>() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)),
        { Secret: true } => "",
        _ => await parameter.GetValueAsync(cancellationToken) ?? "",
    };

    private static void WritePrivately(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static void CreatePrivately(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
