using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Testing;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Workspaces;

[Collection(WorkerCollection.Name)]
public sealed class WorkspaceTreeTests : IDisposable
{
    private readonly string _root = TestDirectory.Create("tree");
    private readonly WorkerHost _host;
    private readonly WorkspaceTree _tree;

    public WorkspaceTreeTests(WorkerHost host)
    {
        _host = host;
        _tree = new WorkspaceTree(_root, owner: null, host.Service<SpecCursorMetrics>());
        Directory.CreateDirectory(Path.Combine(_root, "folder"));
        File.WriteAllText(Path.Combine(_root, "folder/file"), "content");
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_root, "inner"), "folder/file");
        Directory.CreateSymbolicLink(Path.Combine(_root, "out"), "/etc");
    }

    public void Dispose() => TestDirectory.Delete(_root);

    [Fact]
    public async Task File_is_read_and_replaced_with_its_mode_kept()
    {
        File.SetUnixFileMode(Path.Combine(_root, "folder/file"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await _tree.WriteAsync("folder/file", "new"u8.ToArray(), CancellationToken.None);

        Assert.Equal("new"u8.ToArray(), await _tree.ReadAsync("folder/file", 10, CancellationToken.None));
        Assert.True(File.GetUnixFileMode(Path.Combine(_root, "folder/file")).HasFlag(UnixFileMode.UserExecute));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_root, "folder")));
    }

    [Fact]
    public async Task Missing_file_is_null()
    {
        Assert.Null(await _tree.ReadAsync("folder/none", 10, CancellationToken.None));
        Assert.Null(await _tree.ReadAsync("none/none", 10, CancellationToken.None));
        Assert.False(_tree.Exists("none"));
    }

    [Fact]
    public async Task Larger_file_than_allowed_is_not_read() => Assert.Equal(
        FailureCodes.FileTooLarge, (await Assert.ThrowsAsync<StepFailedException>(() => _tree.ReadAsync("folder/file", 6, CancellationToken.None))).Failure.Code);

    [Theory]
    [InlineData("link")]
    [InlineData("inner")]
    [InlineData("out/passwd")]
    [InlineData("out/new")]
    [InlineData("../escape")]
    [InlineData("folder/../../escape")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("folder")]
    [InlineData("folder//file")]
    [InlineData("./folder/file")]
    [InlineData("folder/file/deeper")]
    [InlineData(".git/config")]
    [InlineData(".GIT/config")]
    [InlineData("folder\\file")]
    public async Task Path_that_leads_elsewhere_is_neither_read_nor_written(string path)
    {
        var before = _host.Metrics.Count("suspicious", "kind=path_traversal");

        var read = await Assert.ThrowsAsync<StepFailedException>(() => _tree.ReadAsync(path, 1000, CancellationToken.None));
        await Assert.ThrowsAsync<StepFailedException>(() => _tree.WriteAsync(path, "evil"u8.ToArray(), CancellationToken.None));

        Assert.Equal(FailureCodes.UnsafePath, read.Failure.Code);
        Assert.Equal(before + 2, _host.Metrics.Count("suspicious", "kind=path_traversal"));
    }

    [Fact]
    public async Task Pipe_is_not_opened()
    {
        await Tool.RunAsync(_root, "mkfifo", "pipe");

        await Assert.ThrowsAsync<StepFailedException>(() => _tree.ReadAsync("pipe", 10, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(10));
    }
}
