using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Webhooks.Watching;

/// <summary>The watches by the repository that releases. GitHub's names don't tell upper from lower case.</summary>
internal sealed class WatchList(IOptions<WatchOptions> options)
{
    private readonly FrozenDictionary<string, Watch[]> _bySource = options.Value.Watches
        .GroupBy(watch => watch.Source, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The watches of a repository's releases.</summary>
    public IReadOnlyList<Watch> Of(string source) => _bySource.TryGetValue(source, out var watches) ? watches : [];
}
