using System.Text.Json;
using SpecCursor.AppHost.Status;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Status;

public sealed class StatusFileTests : IDisposable
{
    private readonly string directory = TestDirectory.Create("status");

    [Fact]
    public void Status_is_read_back_as_it_was_written_by_its_owner_alone()
    {
        var path = Path.Combine(directory, "status.json");
        var file = new StatusFile(path);
        file.Write(Status(ApplicationState.Starting));
        file.Write(Status(ApplicationState.Running));

        var json = File.ReadAllText(path);

        Assert.Contains("\"state\": \"running\"", json, StringComparison.Ordinal);
        Assert.Equal(7, JsonSerializer.Deserialize<ApplicationStatus>(json, JsonSerializerOptions.Web)!.ProcessId);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.EnumerateFiles(directory));
    }

    [Fact]
    public void Removed_status_is_gone_and_may_be_removed_again()
    {
        var file = new StatusFile(Path.Combine(directory, "status.json"));
        file.Write(Status(ApplicationState.Stopping));

        file.Remove();
        file.Remove();

        Assert.Empty(Directory.EnumerateFiles(directory));
    }

    public void Dispose() => TestDirectory.Delete(directory);

    private static ApplicationStatus Status(ApplicationState state) => new()
    {
        ProcessId = 7,
        StartedAt = DateTimeOffset.UnixEpoch,
        Mode = "native",
        ModeReason = "because",
        State = state,
        Addresses = new ApplicationAddresses { Console = "http://localhost:3001" },
        Resources = [],
    };
}
