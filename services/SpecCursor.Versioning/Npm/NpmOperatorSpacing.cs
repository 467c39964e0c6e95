using System.Text;

namespace SpecCursor.Versioning.Npm;

/// <summary>Takes the space out of <c>&gt;= 1.2.3</c>, <c>~ 1.2</c> and <c>^ 1</c>, so that words can be told apart by spaces.</summary>
internal static class NpmOperatorSpacing
{
    public static string Trim(string text)
    {
        if (!text.Contains(' '))
            return text;
        return TrimAfter(TrimAfter(TrimComparators(text), '~'), '^');
    }

    /// <summary>
    /// Drops one space between an operator and the version that follows. A version that was passed is never looked into again, so that the
    /// <c>v</c> in which a prerelease ends is no prefix of the next.
    /// </summary>
    private static string TrimComparators(string text)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        var cursor = new NpmCursor(text);
        while (!cursor.AtEnd)
        {
            var start = cursor;
            if (cursor.Sees('<') || cursor.Sees('>'))
                cursor.Advance();
            cursor.SkipPrefix();
            if (!cursor.AtVersionStart)
            {
                if (cursor.Position == start.Position)
                    cursor.Advance();
                continue;
            }

            if (SpaceAfterOperator(start) is { } space)
            {
                result.Append(text, copied, space - copied);
                copied = space + 1;
            }

            SkipVersion(ref cursor);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int? SpaceAfterOperator(NpmCursor cursor)
    {
        cursor.SkipWhiteSpace();
        cursor.Operator();
        return cursor.SeesWhiteSpace() ? cursor.Position : null;
    }

    /// <summary>Skips a full version in loose syntax if there is one, or else a partial one in strict syntax.</summary>
    private static void SkipVersion(ref NpmCursor cursor)
    {
        var start = cursor;
        if (cursor.Number(NpmSyntax.Loose, out _) && cursor.Skip('.')
            && cursor.Number(NpmSyntax.Loose, out _) && cursor.Skip('.')
            && cursor.Number(NpmSyntax.Loose, out _))
        {
            cursor.Prerelease(NpmSyntax.Loose, out _);
            cursor.Build(out _);
            return;
        }

        cursor = start;
        PartialVersion.Read(ref cursor, NpmSyntax.Strict);
    }

    /// <summary>Drops one space after each tilde (with the <c>&gt;</c> of <c>~&gt;</c>) or caret.</summary>
    private static string TrimAfter(string text, char sign)
    {
        if (!text.Contains(sign))
            return text;
        var result = new StringBuilder(text.Length);
        var cursor = new NpmCursor(text);
        while (!cursor.AtEnd)
        {
            var start = cursor.Position;
            if (cursor.Skip(sign))
            {
                if (sign == '~')
                    cursor.Skip('>');
                result.Append(cursor.SkipWhiteSpace() ? sign.ToString() : cursor.Since(start).ToString());
            }
            else
            {
                result.Append(text[start]);
                cursor.Advance();
            }
        }

        return result.ToString();
    }
}
