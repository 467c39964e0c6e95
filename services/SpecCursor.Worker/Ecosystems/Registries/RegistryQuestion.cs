namespace SpecCursor.Worker.Ecosystems.Registries;

/// <summary>What a registry is asked.</summary>
internal sealed record RegistryQuestion
{
    /// <summary>The name of the configured client: the registry's kind, as <c>api</c> of <c>speccursor_external_requests_total</c> has it.</summary>
    public required string Client { get; init; }

    public required Uri Address { get; init; }

    /// <summary>Whether a repository chose the server, so that it must be one that the whole world can reach, or that the operator allows.</summary>
    public bool IsOfRepository { get; init; }

    /// <summary>The package, for messages.</summary>
    public required string Package { get; init; }

    /// <summary>Media types that are wanted, with their qualities; empty for any.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Only the head of the answer, where that is enough.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>A token that the registry itself gives to anyone; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The largest answer that is read, in bytes; the largest descriptions that there are have some 20 MB.</summary>
    public int MaximumBytes { get; init; } = 64 * 1024 * 1024;
}
