using System.Diagnostics;
using System.Text.Json;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Application;

/// <summary>The application of one state directory, as its AppHost last described it.</summary>
internal sealed class RunningApplication(StateDirectory state)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What runs; null when nothing does, even where a killed AppHost left its file behind.</summary>
    public ApplicationStatus? Read()
    {
        try
        {
            var status = JsonSerializer.Deserialize<ApplicationStatus>(File.ReadAllBytes(state.StatusFile), Json);
            return status is not null && IsAlive(status) ? status : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a process is gone, or is a zombie that nobody has waited for yet.</summary>
    public static bool HasEnded(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited || IsZombie(processId);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    // A number may have gone to another process since: it must be one that is no older than the file says.
    private static bool IsAlive(ApplicationStatus status)
    {
        if (HasEnded(status.ProcessId))
        {
            return false;
        }

        using var process = Process.GetProcessById(status.ProcessId);
        return process.StartTime.ToUniversalTime() <= status.StartedAt.UtcDateTime.AddSeconds(5);
    }

    private static bool IsZombie(int processId)
    {
        var file = $"/proc/{processId}/stat";
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            var text = File.ReadAllText(file);
            return text[(text.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
