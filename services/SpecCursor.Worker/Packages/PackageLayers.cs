using System.Globalization;
using Microsoft.Extensions.Options;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Packages;

/// <summary>
/// What package managers downloaded without running anybody's code, and what else is the same for all: stacks of folders, one for each ecosystem and some more, shared by all repositories
/// and all worker processes of the machine. A layer never changes once it is listed, since commands see it through overlays meanwhile: what a run adds becomes one more, and many become
/// one now and then.
/// </summary>
internal sealed class PackageLayers(
    WorkerDirectories directories, ProcessRunner runner, ToolLocator locator, WorkspaceRemover remover, IOptions<WorkerOptions> options, TimeProvider time, ILogger<PackageLayers> logger)
{
    /// <summary>The kernel takes the names of all layers on one page, and looks files up in each.</summary>
    public const int MaximumCount = 12;

    private const long Mebibyte = 1024 * 1024;

    /// <summary>What the layers of one stack may take, as a part of all that caches may.</summary>
    private const int Share = 8;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToolTimeout = TimeSpan.FromMinutes(2);

    private long MaximumBytes => options.Value.CacheMegabytes * Mebibyte / Share;

    /// <summary>The layers that there are, the topmost first.</summary>
    public IReadOnlyList<string> Of(string stack)
    {
        var directory = DirectoryOf(stack);
        return [.. LayerList.Read(directory).Select(layer => Path.Combine(directory, layer.Name))];
    }

    /// <summary>Makes a layer of what a run downloaded, by moving it. What fails is logged: the next run downloads it again.</summary>
    public async Task AddAsync(string stack, string downloaded, CancellationToken cancellationToken)
    {
        try
        {
            if (FolderSize.Of(downloaded) is not { IsWhole: true, Bytes: > 0 and var bytes } || bytes > MaximumBytes || !await PrepareAsync(downloaded, cancellationToken))
            {
                return;
            }

            var directory = Directory.CreateDirectory(DirectoryOf(stack)).FullName;
            using var ownership = await LockFile.AcquireAsync(directory + ".lock", LockPatience, time, cancellationToken);
            var added = new LayerList.Layer(NewName(), bytes);
            Directory.Move(downloaded, Path.Combine(directory, added.Name));
            IReadOnlyList<LayerList.Layer> layers = [added, .. LayerList.Read(directory)];
            var kept = layers.Count <= MaximumCount ? layers : [await MergeAsync(directory, layers, cancellationToken) ?? added];
            List<LayerList.Layer> listed = [.. WithinRoom(kept)];
            LayerList.Write(directory, listed);
            Retire(directory, layers.Except(listed));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            logger.LogWarning(exception, "What a run downloaded for {Stack} could not be kept for others", stack);
        }
    }

    /// <summary>Removes layers that no run can be using any more, and gives what the others take, bytes.</summary>
    /// <param name="unusedSince">Whatever left the list before it is used by nobody.</param>
    /// <param name="forgottenSince">Whatever stack got nothing new since is begun anew: what is wanted is downloaded again, and what nobody wants is not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<long> TrimAsync(DateTime unusedSince, DateTime forgottenSince, CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (var directory in new DirectoryInfo(directories.PackageLayers).EnumerateDirectories())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var ownership = LockFile.TryAcquire(directory.FullName + ".lock");
            if (ownership is not null && LayerList.WrittenAt(directory.FullName) < forgottenSince)
            {
                Retire(directory.FullName, LayerList.Read(directory.FullName));
                LayerList.Write(directory.FullName, []);
            }

            var listed = LayerList.Read(directory.FullName);
            bytes += listed.Sum(layer => layer.Bytes);
            var left = directory.EnumerateDirectories().Where(layer => layer.LastWriteTimeUtc < unusedSince && !listed.Any(kept => kept.Name == layer.Name));
            foreach (var layer in ownership is null ? [] : left.ToList())
            {
                await remover.RemoveAsync(layer.FullName);
            }
        }

        return bytes;
    }

    /// <summary>Commands may still see them; their time as unused begins.</summary>
    private void Retire(string directory, IEnumerable<LayerList.Layer> layers)
    {
        foreach (var layer in layers)
        {
            Directory.SetLastWriteTimeUtc(Path.Combine(directory, layer.Name), time.GetUtcNow().UtcDateTime);
        }
    }

    private IEnumerable<LayerList.Layer> WithinRoom(IEnumerable<LayerList.Layer> layers)
    {
        var room = MaximumBytes;
        return layers.TakeWhile(layer => (room -= layer.Bytes) >= 0);
    }

    /// <summary>One layer with the files of all, which are links to them; where several have a file, the topmost's. Null where that can't be done.</summary>
    private async Task<LayerList.Layer?> MergeAsync(string directory, IReadOnlyList<LayerList.Layer> layers, CancellationToken cancellationToken)
    {
        var name = NewName();
        var merged = Path.Combine(directory, name);
        foreach (var layer in layers.Reverse())
        {
            string[] arguments = ["-R", "--no-dereference", "--link", "--remove-destination", "--preserve=mode,ownership,timestamps", "-T", "--", Path.Combine(directory, layer.Name), merged];
            if (!await RunAsync("cp", arguments, cancellationToken))
            {
                await remover.RemoveAsync(merged);
                return null;
            }
        }

        return new LayerList.Layer(name, FolderSize.Of(merged).Bytes);
    }

    /// <summary>
    /// Where a run removed something of a layer below, the kernel noted it as a device: others still want it. And since not every package manager looks at what it finds in its
    /// cache, there must be no halves of files after a power failure.
    /// </summary>
    private async Task<bool> PrepareAsync(string folder, CancellationToken cancellationToken) =>
        await RunAsync("find", [folder, "-type", "c", "-delete"], cancellationToken) && await RunAsync("sync", ["--file-system", "--", folder], cancellationToken);

    private async Task<bool> RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (locator.FindAsNamed(tool) is not { } path)
        {
            return false;
        }

        var outcome = await runner.RunAsync(
            new ProcessCommand { FileName = path, Arguments = arguments, Environment = new Dictionary<string, string>(), Timeout = ToolTimeout }, cancellationToken);
        if (!outcome.Succeeded)
        {
            logger.LogWarning("{Tool} failed on what was downloaded: {Error}", tool, outcome.Error);
        }

        return outcome.Succeeded;
    }

    private string DirectoryOf(string stack) => Path.Combine(directories.PackageLayers, stack);

    private static string NewName() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
}
