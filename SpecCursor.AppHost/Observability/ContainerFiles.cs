using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Observability;

/// <summary>The configurations in the directory <c>containers</c>, which containers mount and executables get a copy of.</summary>
internal static class ContainerFiles
{
    /// <summary>The directory of a program's configuration.</summary>
    public static string Of(SpecCursorBuilder builder, string program) =>
        Path.Combine(builder.Settings.ContainersDirectory ?? Path.GetFullPath(Path.Combine(builder.Application.AppHostDirectory, "..", "containers")), program);
}
