using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary><c>go.mod</c>: the versions of its <c>require</c> lines.</summary>
internal sealed class GoModFormat : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package)
    {
        try
        {
            return
            [
                .. GoModSyntax.Parse(content.Span)
                    .Where(directive => directive is { Verb: "require", Words.Count: 2 } && directive.Words[0].Text == package)
                    .Select(directive => directive.Words[1])
                    .Select(version => new ConstraintSite(version.Start, version.Length, version.Text, string.Empty)),
            ];
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a go.mod: {exception.Message}.");
        }
    }

    public byte[] Write(ReadOnlySpan<byte> current, string constraint)
    {
        var text = Encoding.UTF8.GetBytes(constraint);
        return current is [(byte)'"', ..] ? [current[0], .. text, current[0]] : text;
    }
}
