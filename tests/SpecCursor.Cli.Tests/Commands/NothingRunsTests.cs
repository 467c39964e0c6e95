using System.Text.Json;

namespace SpecCursor.Cli.Tests.Commands;

/// <summary>What commands say where nothing runs.</summary>
public sealed class NothingRunsTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Status_says_so_and_has_an_exit_code_of_its_own()
    {
        var result = await _cli.RunAsync("status");

        Assert.Equal((3, "Nothing runs. Start it with ./speccursor up."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Status_for_programs_is_json_with_every_address_null()
    {
        var result = await _cli.RunAsync("status", "--json");

        var document = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(3, result.ExitCode);
        Assert.False(document.GetProperty("running").GetBoolean());
        Assert.All(
            ["console", "api", "githubApp", "dashboard", "prometheus", "alertmanager", "grafana", "jaeger"],
            name => Assert.Equal(JsonValueKind.Null, document.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Down_is_no_error()
    {
        var result = await _cli.RunAsync("down");

        Assert.Equal((0, "Nothing runs."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Status_file_of_a_killed_application_is_not_believed()
    {
        Directory.CreateDirectory(Path.Combine(_cli.State, "run"));
        await File.WriteAllTextAsync(
            Path.Combine(_cli.State, "run", "status.json"),
            """{"processId":4194304,"startedAt":"2026-01-01T00:00:00Z","mode":"native","modeReason":"","state":"running","addresses":{},"resources":[]}""");

        Assert.Equal(3, (await _cli.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Status_file_that_is_half_written_is_nothing()
    {
        Directory.CreateDirectory(Path.Combine(_cli.State, "run"));
        await File.WriteAllTextAsync(Path.Combine(_cli.State, "run", "status.json"), """{"processId":""");

        Assert.Equal(3, (await _cli.RunAsync("status")).ExitCode);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("up", "--sideways")]
    public async Task Unknown_command_or_option_is_refused(params string[] arguments)
    {
        var result = await _cli.RunAsync(arguments);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(arguments[^1].TrimStart('-'), result.Output + result.Error, StringComparison.Ordinal);
    }
}
