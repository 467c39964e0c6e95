using SpecCursor.Contracts.Api;

namespace SpecCursor.Controller.Api;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
internal readonly record struct PageRequest(int Page, int PageSize)
{
    public const int DefaultSize = 20;
    public const int MaximumSize = 100;

    /// <summary>Beyond it the database would count rows for nothing.</summary>
    public const int MaximumPage = 1_000_000;

    public int Skipped => (Page - 1) * PageSize;

    /// <summary>Says what is wrong with the numbers, by their names in the query.</summary>
    public static IReadOnlyDictionary<string, string[]> Check(int? page, int? pageSize)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (page is < 1 or > MaximumPage)
        {
            errors["page"] = [$"The page must be between 1 and {MaximumPage}."];
        }

        if (pageSize is < 1 or > MaximumSize)
        {
            errors["pageSize"] = [$"The page size must be between 1 and {MaximumSize}."];
        }

        return errors;
    }

    public static PageRequest From(int? page, int? pageSize) => new(page ?? 1, pageSize ?? DefaultSize);

    public PageOf<T> Of<T>(IEnumerable<T> items, long total) => new() { Items = [.. items], Page = Page, PageSize = PageSize, Total = total };
}
