namespace SpecCursor.AiService.Providers;

/// <summary>The whole new text of one file.</summary>
/// <param name="Path">Repository-relative path with forward slashes.</param>
/// <param name="Content">The whole text.</param>
internal sealed record ProposedFile(string Path, string Content);
