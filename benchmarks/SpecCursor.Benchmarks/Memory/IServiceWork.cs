namespace SpecCursor.Benchmarks.Memory;

/// <summary>The operations that one service is kept busy with.</summary>
internal interface IServiceWork : IAsyncDisposable
{
    /// <summary>What one operation is, in a few words.</summary>
    string Operation { get; }

    /// <summary>How many are under way at once.</summary>
    int Parallelism { get; }

    /// <summary>Does one operation, and fails if the service did not do its part.</summary>
    /// <param name="index">Counts from 0 over the whole measurement.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task DoAsync(int index, CancellationToken cancellationToken);
}
