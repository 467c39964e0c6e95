using System.Text.RegularExpressions;
using SpecCursor.Versioning;
using SpecCursor.Versioning.Python;

namespace SpecCursor.Worker.Ecosystems.Python.Poetry;

/// <summary>Constraints as Poetry's own tables have them: PEP 440's, and besides <c>^1.2</c>, <c>~1.2</c>, <c>1.2.3</c>, <c>1.*</c> and <c>*</c>.</summary>
internal static partial class PoetryConstraint
{
    private const string Any = "*";

    /// <summary>The same in PEP 440's words, which the proof is about; null where these have no such thing, as for alternatives (<c>||</c>).</summary>
    public static string? MeaningOf(string written)
    {
        if (written.Trim() == Any)
        {
            return string.Empty;
        }

        var parts = written.Split(',', StringSplitOptions.TrimEntries).Select(MeaningOfPart).ToList();
        var meaning = string.Join(',', parts);
        return !parts.Contains(null) && PythonRange.Parse(meaning) is not null ? meaning : null;
    }

    /// <summary>Rewrites one for another version, in the style that stands there.</summary>
    public static RangeRewrite Rewrite(string written, PythonVersion version)
    {
        if (written.Trim() == Any)
        {
            return RangeRewrite.To(written);
        }

        if (MeaningOf(written) is null)
        {
            return RangeRewrite.Refused($"'{written}' is no single range of versions");
        }

        if (Own().Match(written) is not { Success: true } own)
        {
            return PythonRangeStyle.Rewrite(written, version);
        }

        // As precise as it was: what ^ and ~ begin with is a minimum, and a version alone is a pin.
        var head = own.Groups["head"].Value;
        var rewrite = PythonRangeStyle.Rewrite((head.Length == 0 ? "==" : ">=") + own.Groups["version"].Value, version);
        if (!rewrite.Succeeded)
        {
            return rewrite;
        }

        var text = head + rewrite.Text[2..];
        return MeaningOf(text) is { } meaning && PythonRange.Parse(meaning)!.Admits(version)
            ? RangeRewrite.To(text)
            : RangeRewrite.Refused($"'{written}' has no form that admits {version.Text}");
    }

    private static string? MeaningOfPart(string part)
    {
        if (Own().Match(part) is not { Success: true } own)
        {
            return part.Length == 0 ? null : part;
        }

        var text = own.Groups["version"].Value;
        if (own.Groups["head"].Value is not { Length: > 0 } head)
        {
            return $"=={text}";
        }

        if (PythonVersion.Parse(text) is not { Epoch: 0 } version)
        {
            return null;
        }

        var numbers = version.Segments;
        var firstThatCounts = numbers.TakeWhile(number => number == 0).Count();
        var raised = Math.Min(head[0] == '^' ? firstThatCounts : 1, numbers.Length - 1);
        return $">={text},<{string.Join('.', numbers.Take(raised).Append(numbers[raised] + 1))}";
    }

    [GeneratedRegex(@"\A(?<head>(?:[\^~][ \t]*)?)(?<version>[vV]?[0-9][^ \t,|]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Own();
}
