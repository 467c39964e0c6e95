using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Backing;

/// <summary>Names for the data volumes of containers.</summary>
internal static class VolumeExtensions
{
    /// <summary>
    /// A volume of this state directory's own, so that two applications never share one. The name is kept with the data: discarding
    /// the data makes a new name, and with it an empty volume.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="purpose">What the volume holds.</param>
    public static string VolumeName(this SpecCursorBuilder builder, string purpose)
    {
        if (builder.IsPublished)
        {
            return $"{purpose}-data";
        }

        var file = Path.Combine(builder.State.Data, "volumes");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Guid.NewGuid().ToString("N")[..12]);
        }

        return $"speccursor-{purpose}-{File.ReadAllText(file).Trim()}";
    }
}
