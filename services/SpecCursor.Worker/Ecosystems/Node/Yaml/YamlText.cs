using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SpecCursor.Worker.Ecosystems.Node.Yaml;

/// <summary>
/// Reads YAML that a stranger wrote: bounded in depth and size, without tags, and without following aliases, by which a small text could mean a huge one.
/// </summary>
internal static class YamlText
{
    private const int MaximumDepth = 32;
    private const int MaximumNodes = 2_000_000;

    /// <summary>Reads the first document; an empty mapping where there is none.</summary>
    /// <exception cref="FormatException">It is no YAML, or goes beyond the bounds.</exception>
    public static YamlNode Read(string text)
    {
        try
        {
            // Names of more than 1,024 characters stand behind a question mark. Looking further ahead for the end of one takes the square of the time.
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new YamlMapping([]);
            }

            var nodes = 0;
            var root = Read(parser, depth: 0, ref nodes);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? root : throw new FormatException("There is more than one document in it.");
        }
        catch (YamlException exception)
        {
            throw new FormatException($"line {exception.Start.Line}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser throws these where a text ends or changes where it counted on more.
            throw new FormatException("It is no YAML.", exception);
        }
    }

    private static YamlNode Read(Parser parser, int depth, ref int nodes)
    {
        if (depth > MaximumDepth || ++nodes > MaximumNodes)
        {
            throw new FormatException("It is nested too deeply, or too large.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isInline = scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
            return new YamlScalar(scalar.Value, (int)scalar.Start.Index, (int)(scalar.End.Index - scalar.Start.Index), isInline);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, depth + 1, ref nodes));
            }

            return new YamlSequence(items);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var entries = new List<(string, YamlNode)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var name = Read(parser, depth + 1, ref nodes).Text ?? throw new FormatException("A name in it is no text.");
                entries.Add((name, Read(parser, depth + 1, ref nodes)));
            }

            return new YamlMapping(entries);
        }

        throw new FormatException("It has aliases, which are not followed.");
    }
}
