using System.Text;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Dockerfiles: a constraint is a tag with its digest, or what an <c>ARG</c> gives of it.</summary>
internal sealed class DockerfileFormat : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package)
    {
        var name = ImageName.Parse(package);
        try
        {
            return
            [
                .. ImageUses.Find(content.Span)
                    .Where(use => use.Reference?.Name == name)
                    .SelectMany(use => ConstraintPieces.Of(use.Reference!.Constraint).Select(piece => new ConstraintSite(piece.Start, piece.Length, piece.Old, use.Keyword)))
                    .DistinctBy(site => site.Start)
                    .OrderBy(site => site.Start),
            ];
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a Dockerfile: {exception.Message}.");
        }
    }

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => Encoding.ASCII.GetBytes(constraint);
}
