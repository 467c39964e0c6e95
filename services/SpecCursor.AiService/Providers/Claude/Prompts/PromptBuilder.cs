using System.Security.Cryptography;
using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.AiService.Providers.Claude.Prompts;

/// <summary>
/// Writes what Claude is told about a broken upgrade. What comes from the repository is untrusted: it stands in elements whose name ends in
/// characters that its authors can't know, so that none of it can end its element early, and its secrets are taken out.
/// </summary>
internal sealed class PromptBuilder(ClaudeOptions options, SecretRedactor redactor)
{
    private const int MaximumOutputCharacters = 24_000;
    private const int MaximumEarlierCharacters = 16_000;
    private const int MaximumUnshownPaths = 50;

    /// <summary>Writes it.</summary>
    public PatchPrompt Build(GeneratePatch command)
    {
        var mark = MarkOf(command.Context.UpgradeId);
        var failure = Failure(command, mark);
        var room = options.MaximumInputTokens - TokenEstimate.Of(failure) - TokenEstimate.Of(SystemPrompt.Text);
        var (context, files) = Context(command, mark, room);
        return new PatchPrompt
        {
            Context = context,
            Failure = failure,
            Files = files,
            EstimatedTokens = TokenEstimate.OfLength(SystemPrompt.Text.Length + context.Length + failure.Length),
        };
    }

    /// <summary>Twelve characters that only this service can make of the upgrade's id: the same for every attempt, and known to nobody else.</summary>
    private string MarkOf(Guid upgradeId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ApiKey ?? string.Empty), upgradeId.ToByteArray()))[..12];

    private (string Context, IReadOnlyList<string> Files) Context(GeneratePatch command, string mark, int room)
    {
        List<SourceFile> shown = [];
        List<string> unshown = [];
        foreach (var file in FileRanking.Of(command))
        {
            var size = TokenEstimate.OfLength(file.Content.Length + file.Path.Length + 64);
            if (size <= room)
            {
                room -= size;
                shown.Add(file);
            }
            else
            {
                unshown.Add(file.Path);
            }
        }

        var text = new StringBuilder()
            .Append("The package ").Append(Inline(command.Context.PackageName)).Append(" (").Append(Inline(command.Context.Ecosystem)).Append(") was upgraded from ")
            .Append(Inline(command.FromVersion)).Append(" to ").Append(Inline(command.ToVersion)).Append(", and the repository's tests fail since.\n\n")
            .Append("The files that may be changed, as they stand:\n\n");
        foreach (var file in shown.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            Element(text, $"file-{mark}", $" path=\"{Inline(file.Path)}\"", redactor.Redact(file.Content));
        }

        if (unshown.Count > 0)
        {
            text.Append("Left out for their length, and not to be changed: ").AppendJoin(", ", unshown.Take(MaximumUnshownPaths).Select(Inline)).Append(".\n");
        }

        return (text.ToString(), [.. shown.Select(file => file.Path)]);
    }

    private string Failure(GeneratePatch command, string mark)
    {
        var text = new StringBuilder();
        if (command.EarlierEdits.Count > 0)
        {
            text.Append("An earlier repair was tried on these files, and the tests still fail. It is not in the files above. It was:\n\n");
            Element(text, $"earlier-{mark}", string.Empty, Shortened(redactor.Redact(string.Concat(command.EarlierEdits.Select(edit => edit.Diff))), MaximumEarlierCharacters));
        }

        text.Append("The test command was ").Append(Inline(command.Tests.Command)).Append(" and exited with ").Append(command.Tests.ExitCode);
        text.Append(command.Tests.LimitExceeded is { } limit ? $" because it exceeded its limit of {Inline(limit)}" : string.Empty);
        text.Append(command.EarlierEdits.Count > 0 ? ". With the earlier repair it printed:\n\n" : ". It printed:\n\n");
        Element(text, $"output-{mark}", string.Empty, Shortened(redactor.Redact(command.Tests.Output), MaximumOutputCharacters));
        return text.Append("Submit the repair with the tool ").Append(PatchTool.Name).Append('.').ToString();
    }

    private static void Element(StringBuilder text, string name, string attributes, string content) =>
        text.Append('<').Append(name).Append(attributes).Append(">\n").Append(content).Append(content.EndsWith('\n') ? string.Empty : "\n").Append("</").Append(name).Append(">\n\n");

    /// <summary>A third of the head and two thirds of the tail: the first error stands at the head, the summary at the tail.</summary>
    private static string Shortened(string text, int maximum) => text.Length <= maximum
        ? text
        : $"{text[..(maximum / 3)]}\n[… {text.Length - maximum} characters left out …]\n{text[^(maximum * 2 / 3)..]}";

    /// <summary>A name in the middle of a sentence: one line, no quotes or brackets, no more than a path's length.</summary>
    private static string Inline(string name) =>
        new([.. name.Take(400).Select(character => char.IsControl(character) || character is '<' or '>' or '"' ? '_' : character)]);
}
