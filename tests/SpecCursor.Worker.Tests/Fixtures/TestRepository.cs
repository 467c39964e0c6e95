using System.Text;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A real bare git repository, with a clone to commit from.</summary>
public sealed class TestRepository
{
    private readonly string _clone;

    private TestRepository(string name, string path, string clone)
    {
        Name = name;
        Path = path;
        _clone = clone;
    }

    public string Name { get; }

    public string Path { get; }

    public static async Task<TestRepository> CreateAsync(WorkerHost host, string name, params (string Path, string Content)[] files)
    {
        var repository = await CreateEmptyAsync(host, name);
        await repository.CommitAsync(files);
        return repository;
    }

    public static async Task<TestRepository> CreateEmptyAsync(WorkerHost host, string name)
    {
        var path = host.RepositoryPath(name);
        Directory.CreateDirectory(path);
        await Tool.RunAsync(path, "git", "init", "--quiet", "--bare", "--initial-branch=main");
        var clone = System.IO.Path.Combine(host.StateDirectory, "clones", name);
        Directory.CreateDirectory(clone);
        await Tool.RunAsync(clone, "git", "init", "--quiet", "--initial-branch=main");
        await Tool.RunAsync(clone, "git", "remote", "add", "origin", path);
        return new TestRepository(name, path, clone);
    }

    public async Task<string> CommitAsync(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            await WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        return await CommitAsync();
    }

    public async Task WriteAsync(string path, byte[] content)
    {
        var full = System.IO.Path.Combine(_clone, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        await File.WriteAllBytesAsync(full, content);
    }

    /// <summary>Has npm write a lockfile of what the manifests say.</summary>
    public async Task LockAsync(params string[] arguments) =>
        await Tool.RunAsync(_clone, "npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", .. arguments]);

    /// <summary>Runs a tool of the machine in the clone.</summary>
    public Task<string> RunAsync(string tool, params string[] arguments) => Tool.RunAsync(_clone, tool, arguments);

    public Task<byte[]> ReadAsync(string path) => File.ReadAllBytesAsync(System.IO.Path.Combine(_clone, path));

    /// <summary>Runs a tool of the machine in a folder of the repository.</summary>
    public Task<string> RunInAsync(string folder, string tool, params string[] arguments) => Tool.RunAsync(System.IO.Path.Combine(_clone, folder), tool, arguments);

    public async Task EditAsync(string path, Func<byte[], byte[]> edit)
    {
        var full = System.IO.Path.Combine(_clone, path);
        await File.WriteAllBytesAsync(full, edit(await File.ReadAllBytesAsync(full)));
    }

    public void Link(string path, string target) => File.CreateSymbolicLink(System.IO.Path.Combine(_clone, path), target);

    public Task<string> GitAsync(params string[] arguments) => Tool.RunAsync(_clone, "git", arguments);

    public async Task<string> CommitAsync()
    {
        await Tool.RunAsync(_clone, "git", "add", "--all");
        await Tool.RunAsync(_clone, "git", "commit", "--quiet", "--message=change");
        await Tool.RunAsync(_clone, "git", "push", "--quiet", "origin", "HEAD");
        return (await Tool.RunAsync(_clone, "git", "rev-parse", "HEAD")).Trim();
    }

    /// <summary>A fresh clone with a diff applied, as the publication would do it.</summary>
    public async Task<string> ApplyAsync(WorkerHost host, string commit, string diff)
    {
        var target = System.IO.Path.Combine(host.StateDirectory, "applied", Guid.NewGuid().ToString("N"));
        await Tool.RunAsync(host.StateDirectory, "git", "clone", "--quiet", Path, target);
        await Tool.RunAsync(target, "git", "checkout", "--quiet", commit);
        var patch = target + ".patch";
        await File.WriteAllTextAsync(patch, diff);
        await Tool.RunAsync(target, "git", "apply", "--whitespace=nowarn", patch);
        return target;
    }
}
