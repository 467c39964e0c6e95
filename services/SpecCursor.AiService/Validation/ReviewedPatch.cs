using SpecCursor.AiService.Providers;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Validation;

/// <summary>A patch under review.</summary>
internal sealed class ReviewedPatch
{
    /// <summary>Pairs a patch with the files that it is made from.</summary>
    public ReviewedPatch(GeneratePatch command, IReadOnlyList<ProposedFile> files)
    {
        Command = command;
        Proposed = files;
        var known = command.Files.DistinctBy(file => file.Path).ToDictionary(file => file.Path, StringComparer.Ordinal);
        Files =
        [
            .. files.Where(file => known.ContainsKey(file.Path) && known[file.Path].Content != file.Content)
                .Select(file => new ReviewedFile(file.Path, known[file.Path].Content, file.Content)),
        ];
    }

    /// <summary>What the patch is for.</summary>
    public GeneratePatch Command { get; }

    /// <summary>The files as proposed, whatever they are.</summary>
    public IReadOnlyList<ProposedFile> Proposed { get; }

    /// <summary>The files that the patch may change and does change.</summary>
    public IReadOnlyList<ReviewedFile> Files { get; }
}
