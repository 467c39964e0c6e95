using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace SpecCursor.Controller.Console;

/// <summary>What the list of upgrades was asked for.</summary>
/// <param name="Status">One status.</param>
/// <param name="Ecosystem">One ecosystem.</param>
/// <param name="Repository">One repository.</param>
/// <param name="Package">One package.</param>
public sealed record ListQuery(string? Status, string? Ecosystem, string? Repository, string? Package)
{
    /// <summary>Whether it asks for less than everything.</summary>
    public bool IsFiltered => Given.Any();

    private IEnumerable<KeyValuePair<string, string>> Given =>
        new (string Name, string? Value)[] { ("status", Status), ("ecosystem", Ecosystem), ("repository", Repository), ("package", Package) }
            .Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => new KeyValuePair<string, string>(part.Name, part.Value!));

    /// <summary>The same list at another page.</summary>
    public string Link(int page) => "/" + new QueryBuilder(Given) { { "page", page.ToString(CultureInfo.InvariantCulture) } };
}
