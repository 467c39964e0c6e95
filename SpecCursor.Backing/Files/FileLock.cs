namespace SpecCursor.Backing.Files;

/// <summary>An exclusive lock between processes, held by an open file: the system releases it however its holder ends.</summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock if nobody holds it.</summary>
    /// <param name="path">The lock file; it is made, and its directory must exist.</param>
    /// <returns>The lock, or null where another process has it.</returns>
    public static FileLock? TryAcquire(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException and not PathTooLongException)
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock file; it is made, and its directory must exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FileLock> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();
}
