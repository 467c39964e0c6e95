using System.Buffers;
using System.Text.RegularExpressions;

namespace SpecCursor.ServiceDefaults.Redaction;

/// <summary>One shape of secret.</summary>
/// <param name="Triggers">Text without one of these cannot match; searching for them is far cheaper than the expression.</param>
/// <param name="Search"><paramref name="Triggers"/>, prepared.</param>
/// <param name="Pattern">What a secret of this kind looks like. Linear in the text, as the text may be anybody's.</param>
/// <param name="Replacement">What is put in its place; <c>$1</c> keeps what introduces the secret.</param>
internal sealed record SecretRule(IReadOnlyList<string> Triggers, SearchValues<string> Search, Regex Pattern, string Replacement)
{
    public string Apply(string text) => text.AsSpan().ContainsAny(Search) ? Pattern.Replace(text, Replacement) : text;
}
