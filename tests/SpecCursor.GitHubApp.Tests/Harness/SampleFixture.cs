namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>The sample repository, made once; tests take copies.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    private readonly GitSandbox _template = new();

    internal string BaseCommit { get; private set; } = "";

    internal string Diff { get; private set; } = "";

    public async Task InitializeAsync()
    {
        BaseCommit = await _template.CreateAsync(Samples.Repository, Samples.Files);
        Diff = await _template.DiffAsync(Samples.Repository, Samples.Upgraded);
    }

    public Task DisposeAsync()
    {
        _template.Dispose();
        return Task.CompletedTask;
    }

    internal void CopyTo(GitSandbox sandbox, string repository)
    {
        var source = _template.Bare(Samples.Repository);
        var target = sandbox.Bare(repository);
        foreach (var directory in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories).Prepend(source))
        {
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(source, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
        }
    }
}
