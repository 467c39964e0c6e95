using System.Diagnostics;
using SpecCursor.Versioning.Tests.Tools;

namespace SpecCursor.Versioning.Tests.Go;

/// <summary>The <c>golang.org/x/mod</c> packages, in a program that go builds beside the tests from the source that Debian packages.</summary>
public sealed class GoModules : IAsyncLifetime
{
    private const string Sources = "/usr/share/gocode";

    private readonly string _program = Path.Combine(AppContext.BaseDirectory, "tools", "go-modules");

    public async Task InitializeAsync()
    {
        Assert.True(
            Directory.Exists(Path.Combine(Sources, "src/golang.org/x/mod/semver")),
            $"There is no golang.org/x/mod in {Sources}. Install the Debian package golang-golang-x-mod-dev.");
        var environment = new Dictionary<string, string> { ["GO111MODULE"] = "off", ["GOPATH"] = Sources };
        await ToolProcess.RunAsync(
            GoCommand.Start(Path.Combine(AppContext.BaseDirectory, "Go"), environment, "build", "-o", _program, "oracle.go"), GoCommand.Package);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task<IReadOnlyList<GoAnswer>> AskAsync(IReadOnlyList<GoQuestion> questions)
    {
        var input = string.Concat(questions.Select(question => $"{question.Path}\x1f{question.A}\x1f{question.B}\x1e"));
        var output = await ToolProcess.RunAsync(new ProcessStartInfo(_program), GoCommand.Package, input);
        var records = output.Split('\x1e', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(questions.Count, records.Length);
        return [.. records.Select(record => record.Split('\x1f')).Select(fields =>
            new GoAnswer(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5] == "true", fields[6] == "true"))];
    }
}
