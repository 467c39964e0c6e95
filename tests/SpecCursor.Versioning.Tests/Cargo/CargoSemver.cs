using System.Diagnostics;
using SpecCursor.Versioning.Tests.Tools;

namespace SpecCursor.Versioning.Tests.Cargo;

/// <summary>
/// The <c>semver</c> crate, in a program that cargo builds beside the tests from the source that Debian packages, and builds again only when
/// that has changed.
/// </summary>
public sealed class CargoSemver : IAsyncLifetime
{
    private const string Sources = "/usr/share/cargo/registry";

    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "tools", "cargo-semver");

    public async Task InitializeAsync()
    {
        Assert.True(
            Directory.Exists(Sources) && Directory.EnumerateDirectories(Sources, "semver-1.*").Any(),
            $"There is no semver crate in {Sources}. Install the Debian package librust-semver-dev.");
        Directory.CreateDirectory(Path.Combine(_folder, ".cargo"));
        await File.WriteAllTextAsync(Path.Combine(_folder, ".cargo", "config.toml"), $"""
            [source.crates-io]
            replace-with = "debian"
            [source.debian]
            directory = "{Sources}"
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Cargo.toml"), $"""
            [package]
            name = "oracle"
            version = "0.0.0"
            edition = "2021"
            [[bin]]
            name = "oracle"
            path = '{Path.Combine(AppContext.BaseDirectory, "Cargo", "oracle.rs")}'
            [dependencies]
            semver = "1"
            [workspace]
            """);
        // A cargo that is older than the one before can't read what that one locked.
        File.Delete(Path.Combine(_folder, "Cargo.lock"));
        await ToolProcess.RunAsync(CargoCommand.Start(_folder, "build", "--quiet", "--offline", "--target-dir", "target"), CargoCommand.Package);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task<IReadOnlyList<CargoAnswer>> AskAsync(IReadOnlyList<CargoQuestion> questions)
    {
        var input = string.Concat(questions.Select(question => $"{question.A}\x1f{question.B}\x1f{question.Requirement}\x1e"));
        var program = new ProcessStartInfo(Path.Combine(_folder, "target", "debug", "oracle"));
        var output = await ToolProcess.RunAsync(program, CargoCommand.Package, input);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(questions.Count, lines.Length);
        return [.. lines.Select(line => line.Split('\t')).Select(fields =>
            new CargoAnswer(fields[0], fields[1], fields[2], fields[3] == "true", fields[4] == "true", fields[5] == "true"))];
    }
}
