using SpecCursor.AiService.Languages;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Claude.Prompts;

/// <summary>Orders files by how likely the repair is in them: those that load the package and those that the failure names come first.</summary>
internal static class FileRanking
{
    private const int LoadsPackage = 100;
    private const int NamedByFailure = 60;
    private const int NamedEarly = 20;
    private const int ChangedEarlier = 80;

    /// <summary>The files, the likeliest first.</summary>
    public static IReadOnlyList<SourceFile> Of(GeneratePatch command)
    {
        var quoted = new[] { $"'{command.Context.PackageName}", $"\"{command.Context.PackageName}", $"`{command.Context.PackageName}" };
        return [.. command.Files
            .OrderByDescending(file => Score(command, file, quoted))
            .ThenBy(file => file.Content.Length)
            .ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static bool Imports(SourceFile file, string package) =>
        LanguageCatalogue.Of(file.Path) is { } language && language.Imports(language.Read(file.Path, file.Content)).Any(module => language.IsOwn(package, module));

    private static int Score(GeneratePatch command, SourceFile file, string[] quoted)
    {
        var score = 0;
        if (Array.Exists(quoted, name => file.Content.Contains(name, StringComparison.Ordinal)) || Imports(file, command.Context.PackageName))
        {
            score += LoadsPackage;
        }

        var named = command.Tests.Output.IndexOf(file.Path, StringComparison.Ordinal);
        if (named >= 0)
        {
            score += NamedByFailure + (named < command.Tests.Output.Length / 2 ? NamedEarly : 0);
        }

        return command.EarlierEdits.Any(edit => edit.Path == file.Path) ? score + ChangedEarlier : score;
    }
}
