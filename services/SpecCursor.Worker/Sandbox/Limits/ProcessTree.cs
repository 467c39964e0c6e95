using System.Diagnostics;
using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>
/// Measures a command's processes in <c>/proc</c>. In its process namespace orphans stay under the namespace's init, so the tree is whole.
/// </summary>
internal sealed class ProcessTree(SandboxLimits limits) : IResourceGroup
{
    private int _rootProcess;

    public IReadOnlyList<string> JoinFiles => [];

    public bool NeedsProcessLimits => true;

    public string? Exceeded(int rootProcess)
    {
        _rootProcess = rootProcess;
        var (memory, threads) = Measure(rootProcess);
        return memory > limits.MemoryBytes ? LimitNames.Memory : threads > limits.Processes ? LimitNames.Processes : null;
    }

    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(_rootProcess);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It is already gone, and its namespace with it.
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static (long MemoryBytes, long Threads) Measure(int rootProcess)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<ProcessStat>()
            .ToLookup(process => process.Parent);
        long memory = 0, threads = 0;
        var pending = new Queue<int>([rootProcess]);
        var seen = new HashSet<int>();
        while (pending.TryDequeue(out var parent))
        {
            foreach (var child in processes[parent].Where(child => seen.Add(child.Id)))
            {
                memory += child.OwnBytes;
                threads += child.Threads;
                pending.Enqueue(child.Id);
            }
        }

        return (memory, threads);
    }

    private static ProcessStat? Read(int id)
    {
        try
        {
            // The command's name is in parentheses and may hold anything; what follows is separated by spaces (proc(5)).
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');

            // Pages of files, such as the program itself, are left out: all processes share them.
            var pages = File.ReadAllText($"/proc/{id}/statm").Split(' ');
            var ownPages = long.Parse(pages[1], CultureInfo.InvariantCulture) - long.Parse(pages[2], CultureInfo.InvariantCulture);
            return new ProcessStat(
                id,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                long.Parse(fields[17], CultureInfo.InvariantCulture),
                ownPages * Environment.SystemPageSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record ProcessStat(int Id, int Parent, long Threads, long OwnBytes);
}
