namespace SpecCursor.Worker.Workspaces;

/// <summary>An exclusive lock between processes; the kernel lets go of it when its holder dies.</summary>
internal sealed class LockFile : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock; null when someone else has it.</summary>
    public static LockFile? TryAcquire(string path)
    {
        try
        {
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException and not (DirectoryNotFoundException or FileNotFoundException) or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the lock, waiting for it.</summary>
    /// <exception cref="TimeoutException">It was not to be had in time.</exception>
    public static async Task<LockFile> AcquireAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var wait = FirstWait;
        while (true)
        {
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            if (time.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"'{path}' stayed locked for {patience}.");
            }

            await Task.Delay(wait, time, cancellationToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    public void Dispose() => _stream.Dispose();
}
