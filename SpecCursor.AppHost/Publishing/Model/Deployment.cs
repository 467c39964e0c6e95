using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Publishing.Model;

/// <summary>The application as it is deployed: the one that Aspire composed, with every expression resolved.</summary>
internal sealed record Deployment
{
    /// <summary>The programs, in the order in which they were composed.</summary>
    public required IReadOnlyList<DeployedProgram> Programs { get; init; }

    /// <summary>What whoever deploys it says.</summary>
    public required IReadOnlyList<ParameterResource> Parameters { get; init; }

    /// <summary>Reads the application.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="services">Its services.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Deployment> ReadAsync(SpecCursorBuilder builder, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new DistributedApplicationExecutionContext(new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish) { Services = services });
        List<DeployedProgram> programs = [];
        foreach (var resource in builder.Application.Resources.Where(resource => resource is ContainerResource or ProjectResource))
        {
            programs.Add(await ReadAsync(builder, resource, context, cancellationToken));
        }

        var used = programs.SelectMany(program => program.Environment.Values.Concat(program.Arguments)).SelectMany(text => text.Parameters)
            .Concat(programs.SelectMany(program => program.Annotations.OfType<SecretFilesAnnotation>()).SelectMany(secrets => secrets.Files.Values))
            .ToHashSet();
        return new Deployment { Programs = programs, Parameters = [.. builder.Application.Resources.OfType<ParameterResource>().Where(used.Contains)] };
    }

    private static async Task<DeployedProgram> ReadAsync(
        SpecCursorBuilder builder, IResource resource, DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, object>();
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(new EnvironmentCallbackContext(context, resource, environment, cancellationToken));
        }

        List<object> arguments = [];
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(new CommandLineArgsCallbackContext(arguments, resource, cancellationToken) { ExecutionContext = context });
        }

        var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().ToList();
        var files = mounts.Where(mount => mount.Type == ContainerMountType.BindMount);
        var volumes = mounts.Where(mount => mount.Type == ContainerMountType.Volume).Select(mount => (mount.Source!, mount.Target))
            .Concat(resource.Annotations.OfType<StateVolumeAnnotation>().Select(volume => (volume.Name, volume.Target)));
        return new DeployedProgram
        {
            Name = resource.Name,
            Image = Image(builder, resource),
            Entrypoint = (resource as ContainerResource)?.Entrypoint,
            Arguments = [.. arguments.Select(TextResolver.Resolve)],
            Environment = environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).ToDictionary(variable => variable.Key, variable => TextResolver.Resolve(variable.Value)),
            Ports = [.. Ports(resource).Distinct().Order()],
            Files = [.. files.Select(mount => (mount.Source!, mount.Target))],
            Volumes = [.. volumes],
            Hardening = resource.Annotations.OfType<ContainerHardening>().Last(),
            TalksTo = TalksTo(resource, environment.Values).ToHashSet(),
            WaitsFor = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).Where(waited => waited is ContainerResource or ProjectResource).Select(waited => waited.Name).ToHashSet(),
            IsService = resource is ProjectResource,
            Annotations = [.. resource.Annotations],
        };
    }

    private static string Image(SpecCursorBuilder builder, IResource resource) => resource is ProjectResource
        ? $"{builder.Settings.ServiceImages.Prefix}/{resource.Name}:{builder.Settings.ServiceImages.Tag}"
        : builder.Settings.Images.Of(ContainerImages.All.Single(image => image.Key == resource.Name)).Reference;

    private static IEnumerable<int> Ports(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.TargetPort ?? endpoint.Port)
        .Concat(resource.Annotations.OfType<ScrapedAnnotation>().Select(scraped => (int?)scraped.Port))
        .Concat(resource.Annotations.OfType<ReadinessAnnotation>().Select(readiness => (int?)readiness.Port))
        .OfType<int>();

    private static IEnumerable<Arrow> TalksTo(IResource resource, IEnumerable<object> values) =>
        values.SelectMany(Reached).Concat(resource.Annotations.OfType<TalksToAnnotation>().Select(talks => new Arrow(talks.Name, talks.Port))).Where(arrow => arrow.Name != resource.Name);

    private static IEnumerable<Arrow> Reached(object value) => value switch
    {
        EndpointReference endpoint => [new Arrow(endpoint.Resource.Name, TextResolver.PortOf(endpoint))],
        EndpointReferenceExpression endpoint => Reached(endpoint.Endpoint),
        ConnectionStringReference reference => Reached(reference.Resource.ConnectionStringExpression),
        ReferenceExpression expression => expression.ValueProviders.SelectMany(Reached),
        IResourceWithConnectionString resource => Reached(resource.ConnectionStringExpression),
        _ => [],
    };
}
