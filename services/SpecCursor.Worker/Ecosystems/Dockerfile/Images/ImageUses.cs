using System.Globalization;
using SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>Finds the images that a Dockerfile uses; its own stages and <c>scratch</c> are none.</summary>
internal static class ImageUses
{
    /// <summary>In the order of the text.</summary>
    /// <exception cref="FormatException">It is no Dockerfile.</exception>
    public static IReadOnlyList<ImageUse> Find(ReadOnlySpan<byte> content)
    {
        var instructions = InstructionReader.Read(content);
        var arguments = new BuildArguments(instructions.Escape);
        var stages = new HashSet<string>(StringComparer.Ordinal);
        var bases = new List<ImageUse>();
        var sources = new List<ImageUse>();
        foreach (var instruction in instructions.All)
        {
            switch (instruction.Keyword)
            {
                // Behind a FROM they are a stage's own, which its FROM doesn't see.
                case "ARG" when bases.Count == 0:
                    arguments.Define(instruction.Arguments);
                    break;
                case "FROM":
                    bases.Add(Base(instruction, arguments, stages));
                    break;
                case "COPY":
                    sources.AddRange(InstructionFlags.Values(instruction.Flags, "from").Select(from => new ImageUse("COPY", instruction.Line, from, null)));
                    break;
                case "RUN":
                    sources.AddRange(InstructionFlags.Values(instruction.Flags, "mount").SelectMany(Mounted).Select(from => new ImageUse("RUN", instruction.Line, from, null)));
                    break;
            }
        }

        return bases.Count == 0
            ? throw new FormatException("it has no FROM")
            : [.. bases.Where(use => use.Text.Length > 0).Concat(sources.Where(use => IsImage(use.Text.Text, stages))).OrderBy(use => use.Line)];
    }

    /// <summary>The image of a stage, without text where it is none.</summary>
    private static ImageUse Base(Instruction instruction, BuildArguments arguments, HashSet<string> stages)
    {
        var words = instruction.Arguments.Split();
        if (words.Count != 1 && !(words.Count == 3 && words[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {instruction.Line}: FROM takes an image, and AS with a name"));
        }

        var image = arguments.Expand(words[0]);
        var platform = InstructionFlags.Values(instruction.Flags, "platform").Select(arguments.Expand).LastOrDefault()?.Text;
        var isOther = image.Text == "scratch" || stages.Contains(image.Text);
        if (words.Count == 3)
        {
            // BuildKit compares what a FROM says with stages' names in lower case, so that 'Build' is an image's name where 'build' is a stage's.
            stages.Add(words[2].Text.ToLowerInvariant());
        }

        var isKnown = platform is { Length: > 0 } && !platform.Contains(TracedText.Unknown, StringComparison.Ordinal);
        return new ImageUse("FROM", instruction.Line, isOther ? TracedText.Empty : image, isKnown ? platform : null);
    }

    private static IEnumerable<TracedText> Mounted(TracedText mount)
    {
        for (var start = 0; start <= mount.Length;)
        {
            var comma = mount.Text.IndexOf(',', start);
            var field = mount[start..(comma < 0 ? mount.Length : comma)];
            if (field.Text.StartsWith("from=", StringComparison.OrdinalIgnoreCase))
            {
                yield return field["from=".Length..];
            }

            start += field.Length + 1;
        }
    }

    /// <summary>Neither a stage, by name or number, nor nothing, nor what Docker refuses: here there are no variables.</summary>
    private static bool IsImage(string text, HashSet<string> stages) =>
        text.Length > 0 && text != "scratch" && !text.Contains('$', StringComparison.Ordinal)
        && !text.All(char.IsAsciiDigit) && !stages.Contains(text.ToLowerInvariant());
}
