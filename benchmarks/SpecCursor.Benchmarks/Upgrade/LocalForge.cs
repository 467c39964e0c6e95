using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Upgrade;

/// <summary>Makes real repositories of a sample in the local forge.</summary>
/// <param name="stateDirectory">The state directory that the forge is in.</param>
internal sealed class LocalForge(string stateDirectory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Where a repository is.</summary>
    /// <param name="repository">Its name, <c>owner/name</c>.</param>
    public string PathOf(string repository) => Path.Combine(stateDirectory, "forge", repository + ".git");

    /// <summary>Makes a bare repository with one commit.</summary>
    /// <param name="repository">Its name, <c>owner/name</c>.</param>
    /// <param name="sample">The folder of its files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The commit.</returns>
    public async Task<string> CreateAsync(string repository, string sample, CancellationToken cancellationToken)
    {
        var bare = PathOf(repository);
        Directory.CreateDirectory(Path.GetDirectoryName(bare)!);
        var work = Directory.CreateTempSubdirectory("speccursor-bench-").FullName;
        try
        {
            Copy(sample, work);
            await GitAsync(work, ["init", "--quiet", "--initial-branch=main"], cancellationToken);
            await GitAsync(work, ["add", "--all"], cancellationToken);
            await GitAsync(work, ["-c", "user.name=Bench", "-c", "user.email=bench@example.invalid", "commit", "--quiet", "--message", "Add the sample"], cancellationToken);
            await GitAsync(work, ["clone", "--quiet", "--bare", ".", bare], cancellationToken);
            return (await GitAsync(work, ["rev-parse", "HEAD"], cancellationToken)).Trim();
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Copies a sample's files, without what npm installed.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Contains("node_modules"))
            {
                var target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    private static async Task<string> GitAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await CommandRunner.RunAsync(new Command(RequiredTools.Git, arguments) { WorkingDirectory = folder }, Limit, cancellationToken);
        return result.Succeeded ? result.Output : throw new MeasurementException($"git {arguments[0]} failed: {result.Explanation}");
    }
}
