using System.Collections.Concurrent;
using System.Text;

namespace SpecCursor.ServiceDefaults.Logging;

/// <summary>Names of structured fields as they stand in log lines: snake_case, whatever the template's style.</summary>
internal sealed class LogFieldNames
{
    private const int MaximumLength = 64;
    private const int MaximumRemembered = 1000;

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Of(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        var made = Make(name);
        if (_names.Count < MaximumRemembered)
        {
            _names.TryAdd(name, made);
        }

        return made;
    }

    private static string Make(string name)
    {
        var source = name.AsSpan().TrimStart("@$");
        source = source.Length > MaximumLength ? source[..MaximumLength] : source;
        var builder = new StringBuilder(source.Length + 8);
        for (var i = 0; i < source.Length; i++)
        {
            var character = source[i];
            if (char.IsAsciiLetterUpper(character))
            {
                if (BeginsWord(source, i))
                {
                    builder.Append('_');
                }

                builder.Append(char.ToLowerInvariant(character));
            }
            else
            {
                builder.Append(char.IsAsciiLetterOrDigit(character) || character is '_' or '.' ? character : '_');
            }
        }

        return Unreserved(builder.Length > 0 ? builder.ToString() : "field");
    }

    /// <summary>An upper-case letter begins a word after a lower-case one or a digit, and as the last of several before a lower-case one.</summary>
    private static bool BeginsWord(ReadOnlySpan<char> name, int index)
    {
        if (index == 0 || !char.IsAsciiLetterOrDigit(name[index - 1]))
        {
            return false;
        }

        return !char.IsAsciiLetterUpper(name[index - 1]) || (index + 1 < name.Length && char.IsAsciiLetterLower(name[index + 1]));
    }

    /// <summary>A field must not stand in for what the line says about itself.</summary>
    private static string Unreserved(string name) => name switch
    {
        "elapsed_milliseconds" or "elapsed_ms" or "duration_milliseconds" => LogLine.DurationMs,
        LogLine.Timestamp or LogLine.Level or LogLine.Service or LogLine.Message or LogLine.Template or LogLine.TraceId or LogLine.SpanId
            or LogLine.Logger or LogLine.Event or LogLine.ExceptionType or LogLine.ExceptionMessage or LogLine.ExceptionStackTrace => "field_" + name,
        _ => name,
    };
}
