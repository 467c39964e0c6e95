namespace SpecCursor.Backing.Redis;

/// <summary>How a cache is kept.</summary>
public sealed record RedisOptions
{
    /// <summary>A directory of the server's own, absolute. It is made where missing.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The port on 127.0.0.1, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>The password that clients must give.</summary>
    public required string Password { get; init; }

    /// <summary>What the cache may hold before it evicts what was used least recently, in MiB.</summary>
    public int MaximumMemoryMiB { get; init; } = 256;
}
