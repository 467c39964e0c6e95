using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Texts;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>
/// Finds <c>/speccursor upgrade &lt;package&gt;[@&lt;version&gt;] [--ecosystem &lt;name&gt;]</c> in a comment. A command is a line of its own; what
/// is quoted or stands in a code block is talk about commands.
/// </summary>
internal static class CommandParser
{
    /// <summary>The most commands that one comment may give.</summary>
    public const int MaximumCommands = 10;

    private const string Prefix = "/speccursor";
    private const int MaximumShown = 200;

    /// <summary>Whether the text can have a command at all; cheap.</summary>
    public static bool MayHaveCommand(string text) => text.Contains(Prefix, StringComparison.Ordinal);

    /// <summary>Finds the commands.</summary>
    /// <param name="text">The comment.</param>
    /// <param name="defaultEcosystem">The ecosystem of a command that names none.</param>
    public static ParsedCommands Parse(string text, string defaultEcosystem)
    {
        var commands = new List<UpgradeCommand>();
        var refused = new List<RefusedCommand>();
        foreach (var line in CommandLines(text))
        {
            if (commands.Count + refused.Count == MaximumCommands)
            {
                refused.Add(new RefusedCommand("…", $"A comment may give {MaximumCommands} commands; the rest was not read."));
                break;
            }

            var (command, error) = ParseLine(line, defaultEcosystem);
            if (command is null)
            {
                refused.Add(new RefusedCommand(Markdown.Line(line, MaximumShown), error));
            }
            else if (!commands.Contains(command))
            {
                commands.Add(command);
            }
        }

        return new ParsedCommands(commands, refused);
    }

    private static IEnumerable<string> CommandLines(string text)
    {
        string? fence = null;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd();
            var content = line.TrimStart(' ');
            var indentation = line.Length - content.Length;
            if (fence is null && (content.StartsWith("```", StringComparison.Ordinal) || content.StartsWith("~~~", StringComparison.Ordinal)))
            {
                fence = content[..3];
            }
            else if (fence is not null && content.StartsWith(fence, StringComparison.Ordinal))
            {
                fence = null;
            }
            else if (fence is null && indentation < 4 && IsCommand(content))
            {
                yield return content;
            }
        }
    }

    private static bool IsCommand(string line) =>
        line.StartsWith(Prefix, StringComparison.Ordinal) && (line.Length == Prefix.Length || char.IsWhiteSpace(line[Prefix.Length]));

    private static (UpgradeCommand? Command, string Error) ParseLine(string line, string defaultEcosystem)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[1] != "upgrade")
        {
            return (null, "The only command is 'upgrade': /speccursor upgrade <package>[@<version>] [--ecosystem <name>].");
        }

        string? target = null;
        var ecosystem = defaultEcosystem;
        for (var index = 2; index < words.Length; index++)
        {
            if (words[index] == "--ecosystem" && index + 1 < words.Length)
            {
                ecosystem = words[++index];
            }
            else if (words[index].StartsWith("--ecosystem=", StringComparison.Ordinal))
            {
                ecosystem = words[index]["--ecosystem=".Length..];
            }
            else if (words[index].StartsWith('-'))
            {
                return (null, $"The option '{Markdown.Line(words[index], 40)}' is unknown; the only one is --ecosystem <name>.");
            }
            else if (target is not null)
            {
                return (null, "Only one package a command: /speccursor upgrade <package>[@<version>] [--ecosystem <name>].");
            }
            else
            {
                target = words[index];
            }
        }

        return Validate(ecosystem, target);
    }

    private static (UpgradeCommand? Command, string Error) Validate(string ecosystem, string? target)
    {
        // The first character may be a scope's.
        var at = target is { Length: > 1 } ? target.IndexOf('@', 1) : -1;
        var package = at < 0 ? target : target![..at];
        var version = at < 0 ? TargetVersion.Latest : VersionText.Normalize(ecosystem, target![(at + 1)..]);
        if (!PackageName.TryValidate(ecosystem, package, out var error) || !TargetVersion.TryValidate(ecosystem, version, out error))
        {
            return (null, error);
        }

        return (new UpgradeCommand(ecosystem, package!, version), "");
    }
}
