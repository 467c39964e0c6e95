using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>A Dockerfile of the repository.</summary>
/// <param name="Path">Repository-relative.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Uses">The images that it uses.</param>
internal sealed record DockerfileContent(string Path, byte[] Content, IReadOnlyList<ImageUse> Uses)
{
    /// <exception cref="FormatException">It is no Dockerfile.</exception>
    public static DockerfileContent Read(string path, byte[] content) => new(path, content, ImageUses.Find(content));
}
