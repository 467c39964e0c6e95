using System.Diagnostics;
using System.Globalization;

namespace SpecCursor.Backing.Samples;

/// <summary>Makes real repositories of the samples in the local forge.</summary>
internal sealed class SampleForge(string samplesFolder, string forgeFolder)
{
    /// <summary>Makes the bare repository of a sample, with one commit; an earlier one is replaced.</summary>
    public Task CreateAsync(Scenario scenario, CancellationToken cancellationToken) => CreateAsync(scenario, change: null, cancellationToken);

    /// <summary>As <see cref="CreateAsync(Scenario, CancellationToken)"/>, of a sample that is not quite what it was.</summary>
    /// <param name="scenario">The sample.</param>
    /// <param name="change">Changes the folder with its files before they are committed; null to leave them as they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CreateAsync(Scenario scenario, Action<string>? change, CancellationToken cancellationToken)
    {
        var bare = BarePath(scenario);
        if (Directory.Exists(bare))
        {
            Directory.Delete(bare, recursive: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(bare)!);
        var work = Directory.CreateTempSubdirectory("speccursor-sample-").FullName;
        try
        {
            Copy(Path.Combine(samplesFolder, scenario.Sample), work);
            change?.Invoke(work);
            await GitAsync(work, ["init", "--quiet", "--initial-branch=main"], cancellationToken);
            await GitAsync(work, ["add", "--all"], cancellationToken);
            await GitAsync(
                work,
                ["-c", "user.name=Samples", "-c", "user.email=samples@example.invalid", "commit", "--quiet", "--message", "Add the sample"],
                cancellationToken);
            await GitAsync(work, ["clone", "--quiet", "--bare", ".", bare], cancellationToken);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The branches that SpecCursor published to a sample's repository.</summary>
    public async Task<IReadOnlyList<string>> PublishedBranchesAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var output = await GitAsync(
            BarePath(scenario),
            ["-c", "safe.directory=*", "for-each-ref", "--format=%(refname:short)", "refs/heads/speccursor/"],
            cancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>How many commits a branch has on top of the main one.</summary>
    public async Task<int> CommitsAheadAsync(Scenario scenario, string branch, CancellationToken cancellationToken)
    {
        var output = await GitAsync(
            BarePath(scenario), ["-c", "safe.directory=*", "rev-list", "--count", $"main..{branch}"], cancellationToken);
        return int.Parse(output.Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>A file as it stands on a branch.</summary>
    public Task<string> ShowAsync(Scenario scenario, string branch, string path, CancellationToken cancellationToken) =>
        GitAsync(BarePath(scenario), ["-c", "safe.directory=*", "show", $"{branch}:{path}"], cancellationToken);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar).Contains("node_modules"))
            {
                continue;
            }

            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<string> GitAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git could not be started.");
        var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await git.StandardError.ReadToEndAsync(cancellationToken);
        await git.WaitForExitAsync(cancellationToken);
        return git.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed: {errors.Trim()}");
    }

    private string BarePath(Scenario scenario) => Path.Combine(forgeFolder, scenario.Repository + ".git");
}
