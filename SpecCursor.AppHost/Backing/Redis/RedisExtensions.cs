using System.Globalization;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Redis;

namespace SpecCursor.AppHost.Backing.Redis;

/// <summary>The cache, which may be lost at any moment.</summary>
internal static class RedisExtensions
{
    /// <summary>The most memory that the container may have.</summary>
    private const int MemoryMiB = 512;

    /// <summary>Adds Redis, as a container or as an executable.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddRedisCache(this SpecCursorBuilder builder, string name)
    {
        var secret = builder.Secrets.Get(SecretStore.RedisPassword);
        var password = builder.AddSecret(SecretStore.RedisPassword, secret.Value);
        return builder.Mode.IsContainers ? builder.AddContainer(name, password) : builder.AddExecutable(name, password, secret);
    }

    private static IResourceBuilder<RedisResource> AddContainer(
        this SpecCursorBuilder builder, string name, IResourceBuilder<ParameterResource> password) =>
        builder.Application.AddRedis(name, password: password)
            .WithImageOf(builder, ContainerImages.Redis)
            .WithDataVolume(builder.VolumeName("redis"))
            .WithArgs(LimitMemory)
            .WithAnnotation(new ReadinessCommandAnnotation(["sh", "-c", "redis-cli --no-auth-warning -a \"$REDIS_PASSWORD\" ping | grep -q PONG"]))
            .WithHardening(new ContainerHardening { User = "999:999", MemoryMiB = MemoryMiB });

    /// <summary>Without a limit of its own the container would be killed, and no alert could see it come; what has no room left is the longest unused.</summary>
    private static void LimitMemory(CommandLineArgsCallbackContext context)
    {
        string[] limit = ["--maxmemory", string.Create(CultureInfo.InvariantCulture, $"{MemoryMiB * 3 / 4}mb"), "--maxmemory-policy", "allkeys-lru"];

        // Published, a shell is given the whole command as one argument.
        if (context.Args is [.., string command] && command.StartsWith("redis-server ", StringComparison.Ordinal))
        {
            context.Args[^1] = $"{command} {string.Join(' ', limit)}";
            return;
        }

        foreach (var argument in limit)
        {
            context.Args.Add(argument);
        }
    }

    private static IResourceBuilder<NativeRedisResource> AddExecutable(
        this SpecCursorBuilder builder, string name, IResourceBuilder<ParameterResource> password, GeneratedSecret secret)
    {
        var resource = new NativeRedisResource(name, builder.State.Data, builder.Ports.Any(), password.Resource);
        var options = new RedisOptions
        {
            WorkingDirectory = Path.Combine(builder.State.Data, "redis"),
            Port = resource.Port,
            Password = secret.Value,
        };
        return builder.Application.AddNativeServer(
            resource,
            (logger, cancellationToken) => RedisServer.PrepareAsync(
                new RedisInstallations(builder.Settings.ToolsDirectory, logger), options, Environment.ProcessId, logger, cancellationToken),
            (_, cancellationToken) => RedisProbe.PingAsync(resource.Port, secret.Value, cancellationToken));
    }
}
