using System.Text;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>How one run of git ended.</summary>
/// <param name="ExitCode">0 on success.</param>
/// <param name="Output">Standard output, byte for byte.</param>
/// <param name="Error">Standard error, at most 16 KiB of it.</param>
internal sealed record GitResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error)
{
    /// <summary>Whether git said that all went well.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Standard output as text without the last line end.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span).TrimEnd('\n');
}
