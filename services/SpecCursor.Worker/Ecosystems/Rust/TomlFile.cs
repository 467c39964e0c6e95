using System.Globalization;
using System.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Reads a TOML file as a list of its values, in the order of the text, that knows where each string stands.</summary>
internal sealed class TomlFile
{
    /// <summary>Nothing that is read here is deeper. The parser bounds brackets, but not dots.</summary>
    private const int MaximumDepth = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<TomlEntry> _entries = [];
    private readonly string _text;
    private int _characters;
    private int _bytes;

    private TomlFile(string text, int mark) => (_text, _bytes) = (text, mark);

    /// <exception cref="FormatException">It is not TOML.</exception>
    public static IReadOnlyList<TomlEntry> Read(ReadOnlyMemory<byte> content)
    {
        var mark = content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var file = new TomlFile(Decode(content.Span[mark..]), mark);
        file.Add(Parse(file._text));
        return file._entries;
    }

    private static string Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException("it is not UTF-8", exception);
        }
    }

    private static DocumentSyntax Parse(string text)
    {
        try
        {
            var document = SyntaxParser.Parse(text);
            return document.HasErrors
                ? throw new FormatException(document.Diagnostics.First(message => message.Kind == DiagnosticMessageKind.Error).ToString())
                : document;
        }
        catch (TomlException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private void Add(DocumentSyntax document)
    {
        Add([], document.KeyValues);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in document.Tables)
        {
            var path = Join([], table.Name!);
            if (table is TableArraySyntax)
            {
                var name = string.Join('\0', path);
                counts[name] = counts.GetValueOrDefault(name) + 1;
                path = [.. path, counts[name].ToString(CultureInfo.InvariantCulture)];
            }

            _entries.Add(new TomlEntry(path));
            Add(path, table.Items);
        }
    }

    private void Add(string[] prefix, IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(Join(prefix, item.Key!), item.Value!);
        }
    }

    private void Add(string[] path, ValueSyntax value)
    {
        if (value is StringValueSyntax { Token.Span: var span } text)
        {
            var start = ToBytes(span.Start.Offset);
            _entries.Add(new TomlEntry(path, text.Value, Start: start, Length: ToBytes(span.End.Offset + 1) - start));
            return;
        }

        _entries.Add(new TomlEntry(path, IsTrue: value is BooleanValueSyntax { Value: true }));
        if (value is InlineTableSyntax table)
        {
            Add(path, table.Items.Select(item => item.KeyValue!));
        }
    }

    /// <summary>The parser counts characters. Values come in the order of the text, so that each part of it is counted once.</summary>
    private int ToBytes(int characters)
    {
        _bytes += Encoding.UTF8.GetByteCount(_text.AsSpan(_characters, characters - _characters));
        _characters = characters;
        return _bytes;
    }

    private static string[] Join(string[] prefix, KeySyntax key) => prefix.Length + key.DotKeys.ChildrenCount < MaximumDepth
        ? [.. prefix, Name(key.Key), .. key.DotKeys.Select(item => Name(item.Key))]
        : throw new FormatException($"a value lies more than {MaximumDepth} keys deep");

    private static string Name(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key!.Text!,
        StringValueSyntax quoted => quoted.Value!,
        _ => string.Empty,
    };
}
