using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Launcher;

/// <summary>The script that people type.</summary>
public sealed class LauncherTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_names_every_command(string argument)
    {
        var result = await RunAsync(argument);

        Assert.Equal(0, result.ExitCode);
        Assert.All(["up ", "status ", "down ", "demo ", "alert ", "test "], command => Assert.Contains($"\n  {command}", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_asked_for_is_answered_with_the_help_and_is_an_error() => Assert.Equal(2, (await RunAsync()).ExitCode);

    [Fact]
    public async Task Unknown_command_is_named()
    {
        var result = await RunAsync("frobnicate");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("there is no command 'frobnicate'", result.Error, StringComparison.Ordinal);
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) => CommandRunner.RunAsync(
        new Command(Repository.PathOf("speccursor"), arguments), TimeSpan.FromMinutes(1), CancellationToken.None);
}
