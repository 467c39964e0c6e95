namespace SpecCursor.Backing.Postgres;

/// <summary>Where a cluster is and how it is kept.</summary>
public sealed record PostgresClusterOptions
{
    /// <summary>The data directory, absolute. Its parent is made where missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The superuser's password.</summary>
    public required string Password { get; init; }

    /// <summary>Whether the password was generated just now: data that is already there has another one and gets this one.</summary>
    public bool PasswordIsNew { get; init; }

    /// <summary>Whether committed transactions must survive a power cut. Tests turn it off for speed.</summary>
    public bool Durable { get; init; } = true;
}
