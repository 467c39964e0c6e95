using System.Text.Json;
using SpecCursor.Backing.Files;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>The status as a file, which its readers find whole at any moment. Only its owner reads it: the dashboard's address signs one in.</summary>
/// <param name="path">The file.</param>
internal sealed class StatusFile(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Replaces the status.</summary>
    public void Write(ApplicationStatus status) => SecretFile.Write(path, JsonSerializer.Serialize(status, Json));

    /// <summary>Removes it: nothing runs any more.</summary>
    public void Remove() => File.Delete(path);
}
