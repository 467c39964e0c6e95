using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SpecCursor.GitHubApp.Forges;

/// <summary>
/// The branch of an upgrade: <c>speccursor/&lt;ecosystem&gt;/&lt;package&gt;-&lt;version&gt;</c>. The scope's <c>@</c> is dropped
/// (<c>@types/node</c> is <c>types/node</c>, which no unscoped name can be); what git's rules for references don't allow is replaced, and then
/// a digest of the original keeps two packages apart.
/// </summary>
internal static class BranchName
{
    private const int MaximumLength = 180;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-");

    /// <summary>Makes the name; any input gives a valid one.</summary>
    public static string Of(string ecosystem, string package, string version)
    {
        var original = $"{package}-{version}";
        var plain = original.StartsWith('@') ? original[1..] : original;
        var safe = string.Join('/', plain.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Component));
        if (safe.Length > MaximumLength)
        {
            safe = safe[..MaximumLength].TrimEnd('/', '.');
        }

        return $"speccursor/{Component(ecosystem)}/{(safe == plain ? safe : $"{safe}-{Digest(original)}")}";
    }

    /// <summary>One component as <c>git check-ref-format</c> wants it.</summary>
    private static string Component(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            safe.Append(Allowed.Contains(character) ? character : '-');
        }

        safe.Replace("..", "--");
        var component = safe.ToString().Trim('.');
        component = component.EndsWith(".lock", StringComparison.OrdinalIgnoreCase) ? component[..^5] + "-lock" : component;
        return component.Length == 0 || component[0] == '-' ? "x" + component : component;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
}
