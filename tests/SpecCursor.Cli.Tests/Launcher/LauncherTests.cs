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

    /// <summary>It is said before anything is built, and whatever stands where it was to go stays as it is.</summary>
    [Theory]
    [InlineData("say what to publish: manifest, compose or kubernetes")]
    [InlineData("say what to publish: manifest, compose or kubernetes", "helm", "{0}/below")]
    [InlineData("publish has no option '--force'", "compose", "--force")]
    [InlineData("publish has no option '--force'", "compose", "{0}/below", "--force")]
    [InlineData("publish takes a kind and a directory, and no 'further'", "kubernetes", "{0}/below", "further")]
    [InlineData("say which directory to publish to", "compose", "")]
    [InlineData("{0}/file cannot be published to: {0}/file is no directory that can be written to", "manifest", "{0}/file")]
    [InlineData("{0}/file/below/it cannot be published to: {0}/file is no directory that can be written to", "compose", "{0}/file/below/it")]
    public async Task What_cannot_be_published_is_refused_with_the_reason_and_nothing_is_written(string reason, params string[] arguments)
    {
        var directory = TestDirectory.Create("publish");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "file"), "kept");

            var result = await RunAsync(["publish", .. arguments.Select(argument => argument.Replace("{0}", directory, StringComparison.Ordinal))]);

            Assert.Equal(1, result.ExitCode);
            Assert.StartsWith($"speccursor: {reason.Replace("{0}", directory, StringComparison.Ordinal)}", result.Error, StringComparison.Ordinal);
            Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(directory).Select(Path.GetFileName));
            Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(directory, "file")));
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) => CommandRunner.RunAsync(
        new Command(Repository.PathOf("speccursor"), arguments), TimeSpan.FromMinutes(1), CancellationToken.None);
}
