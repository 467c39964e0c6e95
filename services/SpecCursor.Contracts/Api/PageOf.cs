namespace SpecCursor.Contracts.Api;

/// <summary>One page of a list, with the true total.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record PageOf<T>
{
    /// <summary>The page's items.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>This page's number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>Items a page, 1 to 100.</summary>
    public required int PageSize { get; init; }

    /// <summary>Items in all.</summary>
    public required long Total { get; init; }
}
