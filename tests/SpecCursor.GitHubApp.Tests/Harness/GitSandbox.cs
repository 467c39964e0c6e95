using System.ComponentModel;
using System.Diagnostics;
using SpecCursor.Testing;

namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>A folder with real repositories, made with the real git.</summary>
internal sealed class GitSandbox : IDisposable
{
    public string Root { get; } = TestDirectory.Create("forge");

    public string Bare(string repository) => Path.Combine(Root, repository + ".git");

    public string Pulls(string repository) => Path.Combine(Root, repository + ".pulls");

    /// <summary>Makes a bare repository with one commit on main, and gives that commit.</summary>
    public async Task<string> CreateAsync(string repository, IReadOnlyDictionary<string, string> files)
    {
        var bare = Bare(repository);
        Directory.CreateDirectory(bare);
        await RunAsync(bare, "init", "--quiet", "--bare", "--initial-branch=main");
        return await CommitAsync(repository, "main", files);
    }

    /// <summary>Adds a commit with the files to a branch, as a person would.</summary>
    public async Task<string> CommitAsync(string repository, string branch, IReadOnlyDictionary<string, string> files)
    {
        var work = await CheckOutAsync(repository, branch);
        await WriteAsync(work, files);
        await RunAsync(work, "add", "--all");
        await RunAsync(work, "commit", "--quiet", "--message", "Change files");
        await RunAsync(work, "push", "--quiet", "origin", $"HEAD:refs/heads/{branch}");
        return await RunAsync(work, "rev-parse", "HEAD");
    }

    /// <summary>The diff, as the worker reports it, that a change of files makes at the head of main.</summary>
    public async Task<string> DiffAsync(string repository, Func<string, Task> change)
    {
        var work = await CheckOutAsync(repository, "main");
        await change(work);
        await RunAsync(work, "add", "--all");
        return await RunAsync(work, "diff", "--cached", "--binary", "HEAD") + "\n";
    }

    public Task<string> DiffAsync(string repository, IReadOnlyDictionary<string, string> files) =>
        DiffAsync(repository, work => WriteAsync(work, files));

    public Task<string> ShowAsync(string repository, string commit, string path) => RunAsync(Bare(repository), "show", $"{commit}:{path}");

    public async Task<string?> BranchAsync(string repository, string branch)
    {
        var output = await RunAsync(Bare(repository), "for-each-ref", "--format=%(objectname)", $"refs/heads/{branch}");
        return output.Length == 0 ? null : output;
    }

    public static async Task<string> RunAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_COUNT"] = "3";
        start.Environment["GIT_CONFIG_KEY_0"] = "user.name";
        start.Environment["GIT_CONFIG_VALUE_0"] = "Ada";
        start.Environment["GIT_CONFIG_KEY_1"] = "user.email";
        start.Environment["GIT_CONFIG_VALUE_1"] = "ada@example.invalid";
        start.Environment["GIT_CONFIG_KEY_2"] = "safe.directory";
        start.Environment["GIT_CONFIG_VALUE_2"] = "*";
        try
        {
            using var git = Process.Start(start)!;
            var error = git.StandardError.ReadToEndAsync();
            var output = await git.StandardOutput.ReadToEndAsync();
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {await error}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests need git on PATH: apt-get install git.", exception);
        }
    }

    public static void MakeExecutable(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The local forge is for systems with Unix file modes.");
        }

        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
    }

    public void Dispose() => TestDirectory.Delete(Root);

    private async Task<string> CheckOutAsync(string repository, string branch)
    {
        var work = Path.Combine(Root, "work", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        await RunAsync(work, "init", "--quiet", "--initial-branch=main");
        await RunAsync(work, "remote", "add", "origin", Bare(repository));
        if (await BranchAsync(repository, branch) is not null)
        {
            await RunAsync(work, "fetch", "--quiet", "origin", branch);
            await RunAsync(work, "reset", "--quiet", "--hard", "FETCH_HEAD");
        }

        return work;
    }

    private static async Task WriteAsync(string work, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(work, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }
    }
}
