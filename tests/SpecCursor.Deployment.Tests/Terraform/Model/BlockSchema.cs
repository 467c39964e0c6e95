namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>What may stand in a block.</summary>
internal record BlockSchema
{
    /// <summary>Whether the block has to be there.</summary>
    public bool Required { get; init; }

    /// <summary>Whether there may be several.</summary>
    public bool Many { get; init; }

    /// <summary>Argument to type, such as <c>list(string)</c>, with a question mark where it is optional.</summary>
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    /// <summary>The blocks in it.</summary>
    public required IReadOnlyDictionary<string, BlockSchema> Blocks { get; init; }
}
