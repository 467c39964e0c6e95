using System.Globalization;

namespace SpecCursor.AppHost.Containers;

/// <summary>Takes from containers what they do not need.</summary>
internal static class HardeningExtensions
{
    /// <summary>Limits a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="hardening">What it may do; what publishes the application reads it, too.</param>
    public static IResourceBuilder<TContainer> WithHardening<TContainer>(this IResourceBuilder<TContainer> container, ContainerHardening hardening)
        where TContainer : ContainerResource =>
        container.WithAnnotation(hardening).WithContainerRuntimeArgs([.. Arguments(hardening)]);

    private static IEnumerable<string> Arguments(ContainerHardening hardening)
    {
        yield return "--user";
        yield return hardening.User;
        yield return "--read-only";
        // An engine takes the mode of a directory that the image has there, whatever else is asked for, and leaves it to root.
        var (user, group) = hardening.User.Split(':') is [var first, var second] ? (first, second) : throw new ArgumentException("A user and a group id with a colon between.", nameof(hardening));
        foreach (var directory in hardening.Temporary)
        {
            yield return "--tmpfs";
            yield return string.Create(CultureInfo.InvariantCulture, $"{directory}:mode=1777,uid={user},gid={group},size={hardening.TemporaryMiB}m");
        }

        yield return "--cap-drop";
        yield return "ALL";
        yield return "--security-opt";
        yield return "no-new-privileges";
        yield return "--memory";
        yield return string.Create(CultureInfo.InvariantCulture, $"{hardening.MemoryMiB}m");
        yield return "--cpus";
        yield return Math.Min(hardening.Processors, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);
        yield return "--pids-limit";
        yield return hardening.Processes.ToString(CultureInfo.InvariantCulture);
    }
}
