using System.Text.Json;
using System.Text.Json.Serialization;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>What <see cref="LockScript"/> wrote.</summary>
internal sealed record PythonLock
{
    private const int MaximumPackages = 20_000;

    /// <summary>The packages by the names that an index knows them by.</summary>
    [JsonPropertyName("packages")]
    public required IReadOnlyDictionary<string, LockedDistribution> Packages { get; init; }

    /// <summary>Which of the markers hold here.</summary>
    [JsonPropertyName("markers")]
    public required IReadOnlyDictionary<string, bool> Markers { get; init; }

    /// <summary>Whether a requirement applies here.</summary>
    public bool Applies(Requirement requirement) => requirement.Marker.Length == 0 || Markers.GetValueOrDefault(requirement.Marker);

    /// <exception cref="StepFailedException">It is no such file, or has more than 20,000 packages.</exception>
    public static PythonLock Parse(byte[] json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<PythonLock>(json) ?? throw new JsonException("It is empty.");
            return read.Packages.Count <= MaximumPackages
                ? read
                : throw new StepFailedException(FailureCodes.LockfileTooLarge, $"pip would install more than {MaximumPackages:N0} packages.");
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"What pip reported can't be read: {exception.Message}");
        }
    }
}
