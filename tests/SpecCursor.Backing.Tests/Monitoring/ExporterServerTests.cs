using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Backing.Network;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Monitoring;

/// <summary>A real exporter.</summary>
public sealed class ExporterServerTests : IDisposable
{
    private const string Password = "0123456789abcdef0123456789abcdef";

    private readonly string directory = TestDirectory.Create("exporter");

    public static TheoryData<string> Packages => [.. All.Select(program => program.Package)];

    private static IEnumerable<ExporterProgram> All =>
        [ExporterProgram.Postgres, ExporterProgram.Redis, ExporterProgram.Node, ExporterProgram.Blackbox];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Exporter_of_debian_is_found(string package) => Assert.True(
        All.Single(program => program.Package == package).Find() is not null, $"The package is missing: apt install {package}.");

    [Fact]
    public async Task Exporter_serves_and_ends_with_what_supervises_it()
    {
        var port = LoopbackPort.FindFree();
        var command = await ExporterServer.PrepareAsync(Options(port), Environment.ProcessId, NullLogger.Instance, CancellationToken.None);
        using var process = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = command.WorkingDirectory })!;
        using var client = new HttpClient();

        var metrics = await AskAsync(client, port, process);
        using (var kill = Process.Start("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await process.WaitForExitAsync();
        }

        Assert.Contains("node_load1 ", metrics, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics")));
    }

    [Fact]
    public async Task Passwords_are_in_a_file_of_the_exporters_user_and_on_no_command_line()
    {
        var command = await ExporterServer.PrepareAsync(
            Options(1) with { Files = new Dictionary<string, string> { ["password"] = Password } }, 1, NullLogger.Instance, CancellationToken.None);

        var file = Path.Combine(directory, "data", "password");
        Assert.Equal(Password, await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(command.Arguments, argument => argument.Contains(Password, StringComparison.Ordinal));
    }

    /// <summary>A switch that a release does not know would keep it from starting.</summary>
    [Fact]
    public async Task Part_is_turned_off_where_the_release_has_it()
    {
        var options = Options(1) with { TurnedOff = ["collector.systemd", "collector.of-tomorrow"] };

        var command = await ExporterServer.PrepareAsync(options, 1, NullLogger.Instance, CancellationToken.None);

        Assert.Contains("--no-collector.systemd", command.Arguments);
        Assert.DoesNotContain("--no-collector.of-tomorrow", command.Arguments);
    }

    [Fact]
    public async Task Missing_exporter_is_refused_with_what_to_install()
    {
        var missing = Options(1) with { Program = new ExporterProgram("other-exporter", ["no_such_exporter", "prometheus-no-such-exporter"]) };

        var refused = await Assert.ThrowsAsync<BackingException>(
            () => ExporterServer.PrepareAsync(missing, 1, NullLogger.Instance, CancellationToken.None));

        Assert.Contains("apt install prometheus-no-such-exporter", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => TestDirectory.Delete(directory);

    private ExporterOptions Options(int port) => new()
    {
        Program = ExporterProgram.Node,
        WorkingDirectory = directory,
        Arguments = _ => [$"--web.listen-address=127.0.0.1:{port}", "--collector.disable-defaults", "--collector.loadavg"],
    };

    private static async Task<string> AskAsync(HttpClient client, int port, Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), limit.Token);
            }
            catch (HttpRequestException)
            {
                Assert.False(process.HasExited, "The exporter ended: what it said stands above.");
                await pace.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
